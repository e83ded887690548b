namespace PromptGen.Testing;

/// <summary>A request cannot be answered from a recording, or a recording cannot be read or written.</summary>
/// <remarks>It is no <see cref="PromptException"/>: code under test that handles those does not hide it.</remarks>
public sealed class RecordingException : Exception
{
    internal RecordingException(string message, string? file, Exception? innerException = null)
        : base(message, innerException) => File = file;

    /// <summary>The path of the recording that it is about: the damaged one, or the nearest to a request that is not recorded; null where there is none.</summary>
    public string? File { get; }
}
