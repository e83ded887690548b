using System.ClientModel;
using System.ClientModel.Primitives;
using Microsoft.Extensions.AI;
using OpenAI;
using PromptGen.Testing;

namespace PromptGen.Extensions.Tests;

/// <summary>What carries a prompt to its server.</summary>
public enum Carrier
{
    /// <summary>PromptGen's own transport.</summary>
    Http,

    /// <summary>OpenAI's library, as a chat client.</summary>
    OpenAI,

    /// <summary>PromptGen's own transport as a chat client, and that as a transport.</summary>
    RoundTrip,
}

internal static class Carriers
{
    public static IChatTransport Over(this Carrier carrier, LocalChatServer server, HttpClient client) => carrier switch
    {
        Carrier.Http => Http(server, client),
        Carrier.OpenAI => OpenAI(server, client).AsIChatTransport(),
        _ => Http(server, client).AsIChatClient().AsIChatTransport(),
    };

    public static HttpChatTransport Http(LocalChatServer server, HttpClient client) => new(client, new() { BaseAddress = server.BaseAddress, ApiKey = Configured.Key });

    public static IChatClient OpenAI(LocalChatServer server, HttpClient client) => new OpenAI.Chat.ChatClient(
        "default/model",
        new ApiKeyCredential(Configured.Key),
        new OpenAIClientOptions { Endpoint = server.BaseAddress, Transport = new HttpClientPipelineTransport(client), RetryPolicy = new ClientRetryPolicy(0) }).AsIChatClient();
}
