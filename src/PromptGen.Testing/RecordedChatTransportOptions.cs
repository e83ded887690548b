namespace PromptGen.Testing;

/// <summary>How a <see cref="RecordedChatTransport"/> records.</summary>
public sealed class RecordedChatTransportOptions
{
    /// <summary>Where the answers come from. <see cref="RecordingMode.Auto"/> unless set.</summary>
    public RecordingMode Mode { get; set; }

    /// <summary>
    /// Takes out what no file may have. It is given every text of a request, and what the model or the server said, and returns what is written in its place; null to
    /// write all as it is. What is sent, and what the caller gets, stays as it is. A request is known again by what is left of it: what this takes out may
    /// differ from run to run. It is called from many threads.
    /// </summary>
    public Func<string, string>? Scrub { get; set; }
}
