using System.Globalization;
using System.Net;
using System.Text.RegularExpressions;
using Microsoft.Extensions.AI;

namespace PromptGen;

/// <summary>Says what a chat client's exception means. Each provider's library has its own; none of them is known here.</summary>
internal sealed partial class ChatClientFailures(IChatClient client)
{
    private readonly string _name = NameOf(client);

    /// <summary>
    /// Whether an exception has to be translated. Libraries throw what they like because of what a server sent; a client that was disposed of, and
    /// a request that one does not support, are the program's own mistakes.
    /// </summary>
    public static bool IsOfTheExchange(Exception exception, CancellationToken cancellationToken) => exception switch
    {
        OperationCanceledException => !cancellationToken.IsCancellationRequested,
        PromptException or ObjectDisposedException or NotSupportedException => false,
        _ => true,
    };

    /// <summary>What such an exception means.</summary>
    public Exception Translate(Exception exception, CancellationToken cancellationToken)
    {
        if (cancellationToken.IsCancellationRequested)
            return new OperationCanceledException(null, exception, cancellationToken);
        var what = exception is OperationCanceledException ? "the chat client cancelled the request." : exception.Message;
        return new ChatTransportException($"{_name}: {what}", exception) { StatusCode = StatusOf(exception) };
    }

    /// <summary>The status that a server answered with, where the exception has one, or its message begins as those of System.ClientModel, OpenAI and Azure.Core do.</summary>
    private static HttpStatusCode? StatusOf(Exception? exception)
    {
        for (; exception is not null; exception = exception.InnerException)
        {
            if (exception is HttpRequestException { StatusCode: { } status })
                return status;
            if (Status().Match(exception.Message) is { Success: true } match)
                return (HttpStatusCode)int.Parse(match.Groups["status"].ValueSpan, NumberStyles.None, CultureInfo.InvariantCulture);
        }

        return null;
    }

    /// <summary>The client's address without anything that may be secret in one; where it tells none, its provider or its type.</summary>
    private static string NameOf(IChatClient client) => client.GetService<ChatClientMetadata>() switch
    {
        { ProviderUri: { IsAbsoluteUri: true } address } => address.GetComponents(UriComponents.SchemeAndServer | UriComponents.Path, UriFormat.UriEscaped),
        { ProviderName: { Length: > 0 } provider } => provider,
        _ => client.GetType().Name,
    };

    [GeneratedRegex(@"^(HTTP |Status: )(?<status>[1-5]\d\d)\b", RegexOptions.Multiline | RegexOptions.ExplicitCapture)]
    private static partial Regex Status();
}
