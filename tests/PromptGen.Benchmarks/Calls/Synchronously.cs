namespace PromptGen.Benchmarks;

/// <summary>
/// Calls that nothing makes wait. The thread that makes such a call does all of it, so what that thread allocates is all that the call
/// does; one that goes on elsewhere would look better than it is, and is refused.
/// </summary>
internal static class Synchronously
{
    public static T Run<T>(Task<T> call) => call.IsCompleted
        ? call.GetAwaiter().GetResult()
        : throw new InvalidOperationException("The call goes on on another thread, and its bytes cannot be told by this one's.");
}
