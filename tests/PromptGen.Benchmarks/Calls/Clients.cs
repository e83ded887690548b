using System.Text;
using System.Text.Json;
using Microsoft.Extensions.AI;
using PromptGen.Benchmarks.Peers;

namespace PromptGen.Benchmarks;

/// <summary>PromptGen and its peers, all over one handler, the one written by hand first.</summary>
internal sealed class Clients : IDisposable
{
    private static readonly string Key = new('k', 40);

    private readonly List<HttpClient> _clients = [];
    private readonly HttpMessageHandler _handler;

    /// <param name="handler">What carries the requests.</param>
    /// <param name="baseAddress">The server; null where the handler is one itself.</param>
    public Clients(HttpMessageHandler handler, Uri? baseAddress = null)
    {
        _handler = handler;
        baseAddress ??= new("https://api.example.com/v1/");
        var endpoint = new Uri(baseAddress, "chat/completions");
        ByHand = new(Connect(), endpoint, Key);
        PromptGen = IReporter.Create(new HttpChatTransport(Connect(), new() { BaseAddress = baseAddress, ApiKey = Key }));
        Serializer = new(Connect(), endpoint, Key);
        OpenAI = new(OpenAIClient.Connect(Connect(), baseAddress, Key));
        ExtensionsAI = new(OpenAIClient.Connect(Connect(), baseAddress, Key).AsIChatClient());
    }

    public HandWrittenClient ByHand { get; }

    public IReporter PromptGen { get; }

    public SerializerClient Serializer { get; }

    public OpenAIClient OpenAI { get; }

    public ExtensionsAIClient ExtensionsAI { get; }

    /// <summary>The structured call, by each of them.</summary>
    public IReadOnlyList<(string Name, Func<Task<Report>> Call)> Reports =>
    [
        ("by hand", () => ByHand.ReportAsync()),
        ("PromptGen", () => PromptGen.ReportAsync(Asked.Product, Asked.Day, Asked.Entries)),
        ("HttpClient and System.Text.Json, source-generated", () => Serializer.ReportAsync()),
        ("OpenAI and System.Text.Json, schema made once", () => OpenAI.ReportAsync()),
        ("Microsoft.Extensions.AI and System.Text.Json, schema made once", () => ExtensionsAI.ReportAsync()),
        ("the same, checked by NJsonSchema", () => ExtensionsAI.ReportCheckedAsync()),
        ("Microsoft.Extensions.AI, `GetResponseAsync<T>`", () => ExtensionsAI.ReportByTypeAsync()),
    ];

    /// <summary>The streamed text, by each of them; what comes back is its length.</summary>
    public IReadOnlyList<(string Name, Func<Task<int>> Call)> Stories =>
    [
        ("by hand", () => SumAsync(ByHand.TellAsync())),
        ("PromptGen", () => SumAsync(PromptGen.TellAsync(Asked.Topic, Asked.Words))),
        ("HttpClient and System.Text.Json, source-generated", () => SumAsync(Serializer.TellAsync())),
        ("OpenAI", () => SumAsync(OpenAI.TellAsync())),
        ("Microsoft.Extensions.AI", () => SumAsync(ExtensionsAI.TellAsync())),
    ];

    /// <summary>
    /// The streamed items, by each of them; what comes back is how many. By hand and by PromptGen an item is there with its last byte; with the
    /// others, who have no way for that, when all of the text is.
    /// </summary>
    public IReadOnlyList<(string Name, Func<Task<int>> Call)> Lists =>
    [
        ("by hand", () => CountAsync(ByHand.ListAsync())),
        ("PromptGen", () => CountAsync(PromptGen.ListAsync(Asked.Product, Asked.Entries))),
        ("HttpClient and System.Text.Json, source-generated", () => CountAtEndAsync(Serializer.TellAsync())),
        ("OpenAI and System.Text.Json", () => CountAtEndAsync(OpenAI.TellAsync())),
        ("Microsoft.Extensions.AI and System.Text.Json", () => CountAtEndAsync(ExtensionsAI.TellAsync())),
    ];

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

    private static async Task<int> SumAsync(IAsyncEnumerable<string> pieces)
    {
        var length = 0;
        await foreach (var piece in pieces)
            length += piece.Length;
        return length;
    }

    private static async Task<int> CountAsync(IAsyncEnumerable<Entry> entries)
    {
        var count = 0;
        await foreach (var _ in entries)
            count++;
        return count;
    }

    private static async Task<int> CountAtEndAsync(IAsyncEnumerable<string> pieces)
    {
        var text = new StringBuilder();
        await foreach (var piece in pieces)
            text.Append(piece);
        return JsonSerializer.Deserialize(text.ToString(), ReportContext.Default.EntryList)!.Value.Count;
    }
}
