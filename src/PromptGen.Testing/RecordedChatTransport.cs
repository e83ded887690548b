using System.Collections.Concurrent;
using System.Net;
using System.Runtime.CompilerServices;

namespace PromptGen.Testing;

/// <summary>
/// Records what another transport answers into files that can be committed, and answers from these without a network. There is one file for each
/// request, named after its prompt and a hash of its body: readable JSON, the same bytes for the same exchange.
/// </summary>
/// <remarks>
/// An answer is recorded once it is whole; a stream that the caller ends early, as far as it came. Of errors those are recorded that are about the request
/// itself, with the status 400 or 422. The key is in no file, since no request has it: <see cref="RecordedChatTransportOptions.Scrub"/> takes out what else is
/// secret. Safe to use from many threads, and several transports may share a folder.
/// </remarks>
public sealed class RecordedChatTransport : IChatTransport
{
    private const int MaxDifferences = 5;

    private const string Advice =
        "To record what is missing, run the test in the mode Auto (PROMPTGEN_RECORDING=Auto where CI is set); to record all of it anew, in the mode Record. " +
        "PruneUnused deletes what is left over.";

    private readonly IChatTransport? _inner;
    private readonly RecordingFolder _folder;
    private readonly Func<string, string>? _scrub;

    /// <summary>The files that were recorded or replayed.</summary>
    private readonly ConcurrentDictionary<string, byte> _used = new(StringComparer.Ordinal);

    /// <summary>Makes a transport.</summary>
    /// <param name="folder">Where the files are, absolute or from the working directory. It is made when there is something to record.</param>
    /// <param name="inner">What is recorded; null to replay alone.</param>
    /// <param name="options">How it records; null for <see cref="RecordingMode.Auto"/>. Changes made to it later have no effect.</param>
    /// <exception cref="ArgumentException">There is nothing to record from, or the environment variable <c>PROMPTGEN_RECORDING</c> is neither Record nor Replay.</exception>
    public RecordedChatTransport(string folder, IChatTransport? inner = null, RecordedChatTransportOptions? options = null)
    {
        ArgumentException.ThrowIfNullOrEmpty(folder);
        options ??= new();
        if (inner is null && options.Mode == RecordingMode.Record)
            throw new ArgumentException("There is no transport to record: give one, or replay.", nameof(inner));
        _folder = new(folder);
        _inner = inner;
        _scrub = options.Scrub;
        Mode = inner is null ? RecordingMode.Replay : RecordingEnvironment.Resolve(options.Mode);
    }

    /// <summary>What it does; <see cref="RecordingMode.Auto"/> where what is missing is recorded.</summary>
    public RecordingMode Mode { get; }

    /// <summary>
    /// The paths of the recordings in the folder that this transport has neither replayed nor recorded, in the order of their names. Where all tests of a
    /// folder share one transport and have run, nobody needs them.
    /// </summary>
    public IReadOnlyList<string> UnusedFiles => [.. _folder.Files.Where(file => !_used.ContainsKey(file))];

    /// <summary>Deletes <see cref="UnusedFiles"/>.</summary>
    /// <returns>The paths of the files that were deleted.</returns>
    /// <exception cref="IOException">A file cannot be deleted.</exception>
    public IReadOnlyList<string> PruneUnused()
    {
        var unused = UnusedFiles;
        foreach (var file in unused)
            File.Delete(file);
        return unused;
    }

    /// <inheritdoc/>
    /// <exception cref="RecordingException">The request is not recorded where nothing is sent, or its recording is damaged or cannot be written.</exception>
    public async Task<ChatCompletion> SendAsync(ChatRequest request, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(request);
        cancellationToken.ThrowIfCancellationRequested();
        var exchange = Start(request, isStreamed: false);
        if (Find(exchange) is { } recorded)
            return ToCompletion(recorded.Chunks[0]);
        try
        {
            var completion = await _inner!.SendAsync(request, cancellationToken).ConfigureAwait(false);
            Record(exchange with { Chunks = [ChatChunk.Of(completion)] });
            return completion;
        }
        catch (ChatTransportException exception) when (IsAboutTheRequest(exception))
        {
            Record(exchange with { Refusal = exception });
            throw;
        }
    }

    /// <inheritdoc/>
    /// <exception cref="RecordingException">The request is not recorded where nothing is sent, or its recording is damaged or cannot be written.</exception>
    public IAsyncEnumerable<ChatChunk> StreamAsync(ChatRequest request, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(request);
        return EnumerateAsync(request, cancellationToken);
    }

    private static bool IsAboutTheRequest(ChatTransportException exception) => exception.StatusCode is HttpStatusCode.BadRequest or HttpStatusCode.UnprocessableEntity;

    private static ChatCompletion ToCompletion(ChatChunk chunk) => new()
    {
        Id = chunk.Id,
        Model = chunk.Model,
        Content = chunk.Text,
        Refusal = chunk.Refusal,
        HasToolCalls = chunk.HasToolCalls,
        FinishReason = chunk.FinishReason,
        Usage = chunk.Usage,
    };

    private async IAsyncEnumerable<ChatChunk> EnumerateAsync(ChatRequest request, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        var exchange = Start(request, isStreamed: true);
        if (Find(exchange) is { } recorded)
        {
            foreach (var chunk in recorded.Chunks)
            {
                yield return chunk;
                cancellationToken.ThrowIfCancellationRequested();
            }

            if (recorded.IsPartial)
                throw NotWhole(exchange);
            yield break;
        }

        List<ChatChunk> chunks = [];
        var (isWaiting, isPartial) = (true, true);
        var stream = _inner!.StreamAsync(request, cancellationToken).GetAsyncEnumerator(cancellationToken);
        await using var _ = stream.ConfigureAwait(false);
        try
        {
            while (await NextAsync(stream, exchange, chunks).ConfigureAwait(false))
            {
                isWaiting = false;
                yield return stream.Current;
                isWaiting = true;
            }

            (isWaiting, isPartial) = (false, false);
        }
        finally
        {
            // What ends while it is waited for has failed. What ends while the caller has a piece, the caller has ended.
            if (!isWaiting && !cancellationToken.IsCancellationRequested)
                Record(exchange with { Chunks = chunks, IsPartial = isPartial });
        }
    }

    private async ValueTask<bool> NextAsync(IAsyncEnumerator<ChatChunk> stream, Recording exchange, List<ChatChunk> chunks)
    {
        try
        {
            if (!await stream.MoveNextAsync().ConfigureAwait(false))
                return false;
            chunks.Add(stream.Current);
            return true;
        }
        catch (ChatTransportException exception) when (chunks.Count == 0 && IsAboutTheRequest(exception))
        {
            Record(exchange with { Refusal = exception });
            throw;
        }
    }

    /// <summary>The exchange before anything came.</summary>
    private Recording Start(ChatRequest request, bool isStreamed) =>
        new() { Prompt = request.PromptName, Request = Recording.BodyOf(request, isStreamed, _scrub), IsStreamed = isStreamed };

    /// <summary>The recording of an exchange; null where it is to be made.</summary>
    /// <exception cref="ChatTransportException">It was recorded that the server refused the request.</exception>
    private Recording? Find(Recording exchange)
    {
        var file = _folder.PathOf(exchange);
        if ((Mode != RecordingMode.Record || _used.ContainsKey(file)) && RecordingFolder.Read(file) is { } recorded)
        {
            _used.TryAdd(file, default);
            return recorded.Refusal is null ? recorded : throw recorded.Refusal;
        }

        return Mode == RecordingMode.Replay ? throw NotRecorded(exchange) : null;
    }

    private void Record(Recording exchange)
    {
        var file = _folder.PathOf(exchange);
        RecordingFolder.Write(file, exchange.Scrubbed(_scrub));
        _used.TryAdd(file, default);
    }

    private RecordingException NotRecorded(Recording exchange)
    {
        var about = exchange.Prompt ?? "A request of no prompt";
        var nearest = _folder.OfPrompt(exchange.Prompt).Where(other => other.Recording.IsStreamed == exchange.IsStreamed)
            .Select(other => (other.File, Differences: RequestDifference.Between(other.Recording.Request, exchange.Request).ToList()))
            .OrderBy(static other => other.Differences.Sum(static difference => difference.Size)).FirstOrDefault();
        if (nearest.File is null)
            return new($"{about}: the request is not recorded, nor is another of the prompt, in {_folder.Path}. {Advice}", file: null);
        var differences = nearest.Differences.Take(MaxDifferences).Select(static difference => $"\n  {difference}");
        var more = nearest.Differences.Count > MaxDifferences ? $"\n  and {nearest.Differences.Count - MaxDifferences} more" : "";
        return new($"{about}: the request is not recorded. The nearest recording, {nearest.File}, differs:{string.Concat(differences)}{more}\n{Advice}", nearest.File);
    }

    private RecordingException NotWhole(Recording exchange)
    {
        var file = _folder.PathOf(exchange);
        return new($"{exchange.Prompt ?? "A request of no prompt"}: the recording, {file}, ends here, since nobody waited for more when it was made. Delete the file, and record it anew.", file);
    }
}
