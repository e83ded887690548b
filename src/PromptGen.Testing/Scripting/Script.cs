using System.Globalization;

namespace PromptGen.Testing;

/// <summary>Replies that wait for the requests that they are for. Whoever has it locks it.</summary>
internal sealed class Script<TRequest, TReply>
{
    private readonly List<Line> _lines = [];

    /// <summary>All that is scripted and how much of it was given, a line each.</summary>
    public string Description => _lines.Count == 0 ? "\n  (nothing)" : string.Concat(_lines.Select(static line => $"\n  {line}"));

    /// <param name="description">What is replied to what, in words.</param>
    /// <param name="fits">Whether a request gets the reply.</param>
    /// <param name="reply">The reply.</param>
    /// <param name="times">How many requests get it; <see cref="int.MaxValue"/> for all that come.</param>
    public void Add(string description, Func<TRequest, bool> fits, TReply reply, int times)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(times, 1);
        _lines.Add(new(description, fits, reply, times));
    }

    /// <summary>Takes the first reply that is left for a request.</summary>
    public bool TryTake(TRequest request, out TReply reply)
    {
        var line = _lines.Find(line => line.IsLeft && line.Fits(request));
        reply = line is null ? default! : line.Reply;
        line?.Count();
        return line is not null;
    }

    /// <exception cref="ScriptException">A reply was not given as often as it should have been.</exception>
    public void VerifyAllUsed()
    {
        var unused = _lines.FindAll(static line => line.IsUnused);
        if (unused.Count > 0)
            throw new ScriptException($"Nobody asked for these replies:{string.Concat(unused.Select(static line => $"\n  {line}"))}");
    }

    private sealed class Line(string description, Func<TRequest, bool> fits, TReply reply, int times)
    {
        /// <summary>How many requests got it; at most 1 where all get it.</summary>
        private int _given;

        public Func<TRequest, bool> Fits => fits;

        public TReply Reply => reply;

        public bool IsLeft => _given < times;

        public bool IsUnused => IsForAll ? _given == 0 : IsLeft;

        private bool IsForAll => times == int.MaxValue;

        public void Count() => _given = IsForAll ? 1 : _given + 1;

        public override string ToString() => IsForAll
            ? $"{description} (for all, {(IsUnused ? "not given" : "given")})"
            : string.Create(CultureInfo.InvariantCulture, $"{description} (given {_given} of {times})");
    }
}
