namespace PromptGen.Testing;

/// <summary>What a test scripted and what was asked do not fit: a request without a reply, a reply without a request, or a value that answers another prompt.</summary>
/// <remarks>It is no <see cref="PromptException"/>: code under test that handles those does not hide it.</remarks>
public sealed class ScriptException : Exception
{
    internal ScriptException(string message, Exception? innerException = null)
        : base(message, innerException)
    {
    }
}
