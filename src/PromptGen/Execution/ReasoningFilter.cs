namespace PromptGen;

/// <summary>Takes a leading block of reasoning out of a text that comes piece by piece, wherever it is cut.</summary>
internal sealed class ReasoningFilter
{
    private const string Blanks = " \t\r\n";

    /// <summary>How long an answer may look as if it began with a block: some models send white space without end.</summary>
    private const int MaxHeld = 1024;

    private static readonly (string Open, string Close)[] Tags = AnswerEnvelope.ReasoningTags;

    private string _held = "";
    private string? _close;
    private State _state;

    private enum State
    {
        /// <summary>It is not known yet whether there is a block.</summary>
        Before,

        /// <summary>In the block: nothing is shown.</summary>
        Inside,

        /// <summary>Between the block and the answer.</summary>
        After,

        /// <summary>In the answer: all is shown.</summary>
        Answer,
    }

    /// <summary>Whether a block was taken out.</summary>
    public bool HasReasoning => _close is not null;

    /// <summary>What of a piece is the answer's; empty for nothing yet.</summary>
    public string Filter(string piece)
    {
        if (_state == State.Answer)
            return piece;
        _held += piece;
        if (_state == State.Before)
            Begin();
        if (_state == State.Inside)
            SkipInside();
        if (_state == State.After)
        {
            _held = _held.AsSpan().TrimStart(Blanks).ToString();
            if (_held.Length > 0)
                _state = State.Answer;
        }

        return _state == State.Answer ? TakeRest() : "";
    }

    /// <summary>What is left at the end: the beginning of what might have been a block.</summary>
    public string TakeRest()
    {
        var rest = _state is State.Before or State.Answer ? _held : "";
        _held = "";
        return rest;
    }

    private void Begin()
    {
        var text = _held.AsSpan().TrimStart(Blanks);
        var mayBegin = text.IsEmpty;
        foreach (var (open, close) in Tags)
        {
            if (text.StartsWith(open, StringComparison.OrdinalIgnoreCase))
            {
                _close = close;
                _held = text[open.Length..].ToString();
                _state = State.Inside;
                return;
            }

            mayBegin |= open.AsSpan().StartsWith(text, StringComparison.OrdinalIgnoreCase);
        }

        if (!mayBegin || _held.Length > MaxHeld)
            _state = State.Answer;
    }

    private void SkipInside()
    {
        var end = _held.IndexOf(_close!, StringComparison.OrdinalIgnoreCase);
        if (end >= 0)
        {
            _held = _held[(end + _close!.Length)..];
            _state = State.After;
        }
        else if (_held.Length >= _close!.Length)
        {
            // The end may have begun.
            _held = _held[^(_close.Length - 1)..];
        }
    }
}
