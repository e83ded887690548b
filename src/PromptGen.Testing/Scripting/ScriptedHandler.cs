using System.Net;

namespace PromptGen.Testing;

/// <summary>Gives a reply without a network: what reads it, reads it as if it had come over one.</summary>
internal sealed class ScriptedHandler(ScriptedReply reply) : HttpMessageHandler
{
    protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        await Task.Delay(reply.Delay, cancellationToken).ConfigureAwait(false);
        var response = new HttpResponseMessage((HttpStatusCode)reply.StatusCode)
        {
            RequestMessage = request,
            Content = new StreamContent(new ReplyStream(reply)),
        };
        response.Content.Headers.TryAddWithoutValidation("Content-Type", reply.ContentType);
        foreach (var (name, value) in reply.Headers)
        {
            if (response.Headers.TryAddWithoutValidation(name, value))
                continue;
            response.Content.Headers.Remove(name);
            response.Content.Headers.TryAddWithoutValidation(name, value);
        }

        return response;
    }
}
