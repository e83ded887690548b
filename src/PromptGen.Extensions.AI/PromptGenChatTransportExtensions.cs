using Microsoft.Extensions.AI;

namespace PromptGen;

/// <summary>Makes a transport of PromptGen a client of Microsoft.Extensions.AI.</summary>
public static class PromptGenChatTransportExtensions
{
    /// <summary>Makes a chat client that sends its requests through a transport, for the middleware of Microsoft.Extensions.AI to sit on.</summary>
    /// <remarks>
    /// <para>
    /// A schema is sent as it is, as <c>strict</c> where <see cref="ChatOptions.AdditionalProperties"/> has <c>strict</c> set to true. What else
    /// is in there is sent as a member of the request, and <see cref="ChatOptions.RawRepresentationFactory"/> may return <see cref="ChatParameters"/>, which win.
    /// </para>
    /// <para>
    /// Tools, conversations that a server keeps and background responses are not supported: options or messages that have them are a
    /// <see cref="NotSupportedException"/>. What goes wrong is thrown as the transport throws it, a <see cref="ChatTransportException"/>.
    /// </para>
    /// </remarks>
    /// <param name="transport">What carries the requests; it stays the caller's to dispose of.</param>
    /// <param name="defaultModelId">The model that is asked where the options name none; null to leave that to the server.</param>
    public static IChatClient AsIChatClient(this IChatTransport transport, string? defaultModelId = null)
    {
        ArgumentNullException.ThrowIfNull(transport);
        return new TransportChatClient(transport, defaultModelId);
    }
}
