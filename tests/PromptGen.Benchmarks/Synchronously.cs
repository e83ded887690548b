namespace PromptGen.Benchmarks;

/// <summary>
/// Calls that nothing makes wait. All of such a call is done by the thread that makes it, so what that thread allocates is all that the
/// call does; one that goes on elsewhere would look better than it is, and is refused.
/// </summary>
internal static class Synchronously
{
    public static T Run<T>(Task<T> call) => call.IsCompleted
        ? call.GetAwaiter().GetResult()
        : throw new InvalidOperationException("The call goes on on another thread: its bytes cannot be told by this one.");

    /// <summary>The length of all pieces together.</summary>
    public static int Length(IAsyncEnumerable<string> pieces)
    {
        return Run(SumAsync());

        async Task<int> SumAsync()
        {
            var length = 0;
            await foreach (var piece in pieces.ConfigureAwait(false))
                length += piece.Length;
            return length;
        }
    }

    /// <summary>All pieces as one text.</summary>
    public static string Text(IAsyncEnumerable<string> pieces)
    {
        var text = new List<string>();
        return Run(JoinAsync());

        async Task<string> JoinAsync()
        {
            await foreach (var piece in pieces.ConfigureAwait(false))
                text.Add(piece);
            return string.Concat(text);
        }
    }
}
