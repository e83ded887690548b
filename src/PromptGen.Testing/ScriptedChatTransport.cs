using System.Runtime.CompilerServices;

namespace PromptGen.Testing;

/// <summary>
/// Answers requests with what a test scripted for them, without a network. A reply is read as one that came over HTTP is: an error status, a refusal,
/// a broken stream end as they would in production.
/// </summary>
/// <remarks>
/// A request gets the first reply, in the order in which they were scripted, that is for it and still left. One that nobody scripted throws a
/// <see cref="ScriptException"/>. Safe to use from many threads.
/// </remarks>
public sealed class ScriptedChatTransport : IChatTransport
{
    private static readonly HttpChatTransportOptions Options = new() { BaseAddress = new("http://scripted/v1/") };

    private readonly List<ChatRequest> _requests = [];
    private readonly Script<ChatRequest, Func<ChatRequest, bool, ScriptedReply>> _script = new();

    /// <summary>All requests so far, in the order in which they came, those that nobody scripted too. A copy: it does not grow.</summary>
    public IReadOnlyList<ChatRequest> Requests
    {
        get
        {
            lock (_requests)
                return _requests.ToArray();
        }
    }

    /// <summary>Scripts replies to a prompt.</summary>
    /// <param name="promptName">
    /// The prompt's name, or its end after a dot: of <c>Shop.IReviewer.ReviewAsync</c> also <c>IReviewer.ReviewAsync</c> and <c>ReviewAsync</c>.
    /// </param>
    public ReplyScript For(string promptName)
    {
        ArgumentException.ThrowIfNullOrEmpty(promptName);
        return new(this, promptName, request => IsNamed(request.PromptName, promptName));
    }

    /// <summary>Scripts replies to the requests that a condition is true of.</summary>
    /// <param name="when">The condition. It may be asked more often than there are requests.</param>
    /// <param name="description">What the condition is called in messages: its code, unless set.</param>
    public ReplyScript For(Func<ChatRequest, bool> when, [CallerArgumentExpression(nameof(when))] string description = "")
    {
        ArgumentNullException.ThrowIfNull(when);
        return new(this, description, when);
    }

    /// <summary>Scripts replies to any request.</summary>
    public ReplyScript ForAny() => new(this, "any request", static _ => true);

    /// <summary>Checks that each reply was given as often as it was scripted; one for all requests that come, at least once.</summary>
    /// <exception cref="ScriptException">Some were not; the message has them.</exception>
    public void VerifyAllUsed()
    {
        lock (_requests)
            _script.VerifyAllUsed();
    }

    /// <inheritdoc/>
    /// <exception cref="ScriptException">There is no reply left for the request, or the value that was scripted is not of the prompt's type.</exception>
    public async Task<ChatCompletion> SendAsync(ChatRequest request, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(request);
        cancellationToken.ThrowIfCancellationRequested();
        using var client = ClientFor(request, isStreamed: false);
        return await new HttpChatTransport(client, Options).SendAsync(request, cancellationToken).ConfigureAwait(false);
    }

    /// <inheritdoc/>
    /// <exception cref="ScriptException">There is no reply left for the request, or the value that was scripted is not of the prompt's type.</exception>
    public IAsyncEnumerable<ChatChunk> StreamAsync(ChatRequest request, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(request);
        return EnumerateAsync(request, cancellationToken);
    }

    internal void Add(string description, Func<ChatRequest, bool> when, Func<ChatRequest, bool, ScriptedReply> reply, int times)
    {
        lock (_requests)
            _script.Add(description, when, reply, times);
    }

    private static bool IsNamed(string? name, string end) =>
        name is not null && name.EndsWith(end, StringComparison.Ordinal) && (name.Length == end.Length || name[^(end.Length + 1)] == '.');

    private async IAsyncEnumerable<ChatChunk> EnumerateAsync(ChatRequest request, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        using var client = ClientFor(request, isStreamed: true);
        await foreach (var chunk in new HttpChatTransport(client, Options).StreamAsync(request, cancellationToken).ConfigureAwait(false))
            yield return chunk;
    }

    /// <summary>A client that gives the request's reply, and waits for it as long as the caller does.</summary>
    private HttpClient ClientFor(ChatRequest request, bool isStreamed) => new(new ScriptedHandler(Take(request)(request, isStreamed))) { Timeout = Timeout.InfiniteTimeSpan };

    private Func<ChatRequest, bool, ScriptedReply> Take(ChatRequest request)
    {
        lock (_requests)
        {
            _requests.Add(request);
            return _script.TryTake(request, out var reply) ? reply : throw Unscripted(request);
        }
    }

    private ScriptException Unscripted(ChatRequest request)
    {
        const int MaxLength = 300;
        var messages = request.Messages.Select(static message => $"\n  {message.Role}: {Shortened.Marked(message.Content, MaxLength)}");
        return new($"{request.PromptName ?? "A request of no prompt"}: no reply is left for it.\nIts messages:{string.Concat(messages)}\nScripted:{_script.Description}");
    }
}
