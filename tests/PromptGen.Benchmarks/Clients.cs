using Microsoft.Extensions.AI;
using PromptGen.Benchmarks.Peers;

namespace PromptGen.Benchmarks;

/// <summary>PromptGen and its peers, all over one handler, the one written by hand first.</summary>
internal sealed class Clients : IDisposable
{
    private static readonly string Key = new('k', 40);
    private static readonly Uri BaseAddress = new("https://api.example.com/v1/");
    private static readonly Uri Endpoint = new(BaseAddress, "chat/completions");

    private readonly List<HttpClient> _clients = [];
    private readonly HttpMessageHandler _handler;

    public Clients(HttpMessageHandler handler)
    {
        _handler = handler;
        ByHand = new(Connect(), Endpoint, Key);
        PromptGen = IReporter.Create(new HttpChatTransport(Connect(), new() { BaseAddress = BaseAddress, ApiKey = Key }));
        Serializer = new(Connect(), Endpoint, Key);
        OpenAI = new(OpenAIClient.Connect(Connect(), BaseAddress, Key));
        ExtensionsAI = new(OpenAIClient.Connect(Connect(), BaseAddress, Key).AsIChatClient());
    }

    public HandWrittenClient ByHand { get; }

    public IReporter PromptGen { get; }

    public SerializerClient Serializer { get; }

    public OpenAIClient OpenAI { get; }

    public ExtensionsAIClient ExtensionsAI { get; }

    public void Dispose()
    {
        foreach (var client in _clients)
            client.Dispose();
    }

    private HttpClient Connect()
    {
        var client = new HttpClient(_handler, disposeHandler: false);
        _clients.Add(client);
        return client;
    }
}
