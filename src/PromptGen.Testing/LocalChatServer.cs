using System.Runtime.CompilerServices;
using System.Text;
using System.Text.Json;
using Microsoft.AspNetCore.Http;

namespace PromptGen.Testing;

/// <summary>
/// A chat-completions server on this machine, for tests and demonstrations. It speaks real HTTP, refuses what a strict server
/// would refuse, and makes up its answers without a model: a request with a JSON schema, as its response format or at the end of its
/// prompt as PromptGen puts it there, gets a document that the schema allows.
/// Streamed or not, the answer to a request is the same.
/// </summary>
/// <remarks>
/// A model that is in PromptGen's catalog is held to what is documented of it: its parameters and their bounds, its roles, its
/// response formats, what its messages may hold. Any other model takes what some provider takes. Parameters that PromptGen does
/// not have are refused.
/// <para>
/// <c>POST chat/completions</c> is answered, everything else refused. Replies that were put in with <see cref="Enqueue"/> come
/// first, and neither the key nor the body is looked at for them. Safe to use from many threads.
/// </para>
/// </remarks>
public sealed class LocalChatServer : IAsyncDisposable
{
    internal const string EndpointPath = "/v1/chat/completions";

    private const long MaxBodyBytes = 4 * 1024 * 1024;
    private const int MaxDescriptionLength = 60;

    private readonly List<ReceivedRequest> _requests = [];
    private readonly Script<ReceivedRequest, ScriptedReply> _script = new();
    private readonly Script<JsonElement, string> _answers = new();
    private readonly CancellationTokenSource _stopping = new();
    private readonly string? _apiKey;
    private readonly int _seed;
    private LoopbackHost? _host;
    private int _requestCount;

    private LocalChatServer(LocalChatServerOptions options)
    {
        _apiKey = options.ApiKey;
        _seed = options.Seed;
    }

    /// <summary>The address that <c>chat/completions</c> is added to: <c>http://127.0.0.1:</c>, a free port, and <c>/v1/</c>.</summary>
    public Uri BaseAddress { get; private set; } = null!;

    /// <summary>All requests so far, in the order in which they came, those that were refused too. A copy: it does not grow.</summary>
    public IReadOnlyList<ReceivedRequest> Requests
    {
        get
        {
            lock (_requests)
                return _requests.ToArray();
        }
    }

    /// <summary>Starts a server. It runs until it is disposed of.</summary>
    /// <param name="options">How it behaves; null for any key and a seed of 0. Changes made to it later have no effect.</param>
    /// <param name="cancellationToken">Ends the start early.</param>
    /// <exception cref="IOException">There is no free port.</exception>
    public static async Task<LocalChatServer> StartAsync(LocalChatServerOptions? options = null, CancellationToken cancellationToken = default)
    {
        var server = new LocalChatServer(options ?? new());
        server._host = await LoopbackHost.StartAsync(server.HandleAsync, MaxBodyBytes, cancellationToken).ConfigureAwait(false);
        server.BaseAddress = new(server._host.Address, "/v1/");
        return server;
    }

    /// <summary>Adds a reply for the next <c>POST chat/completions</c> that has none yet.</summary>
    /// <param name="reply">The reply.</param>
    /// <param name="times">How many requests get it; <see cref="int.MaxValue"/> for all that come.</param>
    /// <param name="when">Which requests get it; null for any. It is asked while other requests wait.</param>
    /// <param name="description">What the condition is called in messages: its code, unless set.</param>
    /// <exception cref="ArgumentException">HTTP cannot send it: the message says what of it.</exception>
    public void Enqueue(
        ScriptedReply reply, int times = 1, Func<ReceivedRequest, bool>? when = null, [CallerArgumentExpression(nameof(when))] string? description = null)
    {
        ReplyValidator.Check(reply);
        lock (_requests)
            _script.Add($"{(when is null ? "any request" : description)}: {reply.Description}", when ?? (static _ => true), reply, times);
    }

    /// <summary>
    /// Gives the answer to the next requests whose schema is a contract's, in place of one that is made up. All else is as it is for those: a request is
    /// checked, and its answer streamed or cut as it says.
    /// </summary>
    /// <typeparam name="T">The type of the answer.</typeparam>
    /// <param name="contract">The contract, for example <see cref="Prompt{T}.Contract"/>.</param>
    /// <param name="value">The answer.</param>
    /// <param name="times">How many requests get it; <see cref="int.MaxValue"/> for all that come.</param>
    /// <exception cref="SchemaViolationException">The schema does not admit the value.</exception>
    public void Answer<T>(JsonContract<T> contract, T value, int times = 1)
    {
        ArgumentNullException.ThrowIfNull(contract);
        var reader = new Utf8JsonReader(contract.Schema);
        var schema = JsonElement.ParseValue(ref reader);
        var content = contract.ToJson(value);
        lock (_requests)
            _answers.Add($"{contract.Name}: {Shortened.Marked(content, MaxDescriptionLength)}", asked => JsonElement.DeepEquals(asked, schema), content, times);
    }

    /// <summary>Checks that each reply and answer was asked for as often as it was put in; one for all requests that come, at least once.</summary>
    /// <exception cref="ScriptException">Some were not; the message has them.</exception>
    public void VerifyAllUsed()
    {
        lock (_requests)
        {
            _script.VerifyAllUsed();
            _answers.VerifyAllUsed();
        }
    }

    /// <summary>Stops the server. Replies that are still waited for are dropped.</summary>
    public async ValueTask DisposeAsync()
    {
        if (Interlocked.Exchange(ref _host, null) is not { } host)
            return;
        await _stopping.CancelAsync().ConfigureAwait(false);
        await host.DisposeAsync().ConfigureAwait(false);
        _stopping.Dispose();
    }

    private async Task HandleAsync(HttpContext context)
    {
        using var ending = CancellationTokenSource.CreateLinkedTokenSource(context.RequestAborted, _stopping.Token);
        try
        {
            var requestId = $"local-{Interlocked.Increment(ref _requestCount):D6}";
            var reply = await AnswerAsync(context.Request, requestId, ending.Token).ConfigureAwait(false);
            await ReplySender.SendAsync(context.Response, reply, requestId, ending.Token).ConfigureAwait(false);
        }
        catch (OperationCanceledException)
        {
            context.Abort();
        }
    }

    private async Task<ScriptedReply> AnswerAsync(HttpRequest request, string requestId, CancellationToken cancellationToken)
    {
        var path = request.Path.Value ?? "";
        ReadOnlyMemory<byte> body;
        try
        {
            using var bytes = new MemoryStream();
            await request.Body.CopyToAsync(bytes, cancellationToken).ConfigureAwait(false);
            body = bytes.GetBuffer().AsMemory(0, (int)bytes.Length);
        }
        catch (BadHttpRequestException exception)
        {
            return ScriptedReply.Error(exception.StatusCode, exception.Message, path, requestId);
        }

        var authorization = request.Headers.Authorization.Count == 0 ? null : request.Headers.Authorization.ToString();
        var isCall = path == EndpointPath && HttpMethods.IsPost(request.Method);
        if (Record(new(path, authorization, Encoding.UTF8.GetString(body.Span)), isCall) is { } scripted)
            return scripted;
        if (path != EndpointPath)
            return ScriptedReply.Error(404, $"Not found: there is only {EndpointPath}.", path, requestId);
        if (!isCall)
            return ScriptedReply.Error(405, "Method not allowed: send a POST.", path, requestId) with { Headers = new Dictionary<string, string> { ["Allow"] = "POST" } };
        if (!IsAuthorized(authorization))
            return ScriptedReply.Error(401, "Unauthorized: the header Authorization must be 'Bearer' and a valid API key.", path, requestId);
        try
        {
            return AnswerMaker.Answer(body, _seed, TakeAnswer);
        }
        catch (RejectedRequestException exception)
        {
            return ScriptedReply.Error(400, exception.Message, path, requestId);
        }
    }

    /// <summary>Both in one step, so that the requests and their scripted replies have the same order.</summary>
    private ScriptedReply? Record(ReceivedRequest request, bool isCall)
    {
        lock (_requests)
        {
            _requests.Add(request);
            return isCall && _script.TryTake(request, out var reply) ? reply : null;
        }
    }

    private string? TakeAnswer(JsonElement schema)
    {
        lock (_requests)
            return _answers.TryTake(schema, out var answer) ? answer : null;
    }

    private bool IsAuthorized(string? authorization)
    {
        const string Scheme = "Bearer ";
        if (authorization is null || !authorization.StartsWith(Scheme, StringComparison.OrdinalIgnoreCase))
            return false;
        var key = authorization[Scheme.Length..];
        return string.IsNullOrEmpty(_apiKey) ? !string.IsNullOrWhiteSpace(key) : key == _apiKey;
    }
}
