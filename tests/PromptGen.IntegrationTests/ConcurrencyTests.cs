using System.Collections.Concurrent;
using System.Globalization;
using System.Net;
using System.Net.Sockets;
using System.Text;
using System.Text.RegularExpressions;

namespace PromptGen.IntegrationTests;

/// <summary>One client, one transport, and a great many calls in flight, faults among them: nothing is mixed up, lost or left open.</summary>
public sealed partial class ConcurrencyTests
{
    private const int Calls = 1024;

    private enum Fault
    {
        None,
        Invalid,
        Truncated,
        Refused,
        Overloaded,
        BrokenOff,
        InvalidOnce,
        NeverAnswered,
    }

    [Fact(Timeout = 60_000)]
    public async Task Calls_do_not_get_in_each_others_way()
    {
        var token = TestContext.Current.CancellationToken;
        await using var server = new Server(Calls);
        using var client = new HttpClient(new SocketsHttpHandler { MaxConnectionsPerServer = 2 * Calls });
        var transport = new HttpChatTransport(client, new() { BaseAddress = server.BaseAddress });
        var numbers = INumbers.Create(transport);
        using var impatient = CancellationTokenSource.CreateLinkedTokenSource(token);
        var calls = Enumerable.Range(0, Calls).Select(i => (i % 3) switch
        {
            0 => WholeAsync(numbers, i, FaultOf(i) == Fault.NeverAnswered ? impatient.Token : token),
            1 => TextAsync(numbers, i, FaultOf(i) == Fault.NeverAnswered ? impatient.Token : token),
            _ => ItemsAsync(numbers, i, FaultOf(i) == Fault.NeverAnswered ? impatient.Token : token),
        }).ToList();

        // All of them are under way at once: the server answers nobody before it has heard of everybody.
        await server.AllCame.WaitAsync(token);
        await Task.Delay(100, token);
        await impatient.CancelAsync();
        var answers = await Task.WhenAll(calls);
        for (var i = 0; i < Calls; i++)
            Assert.Equal(Expected(i), answers[i]);
        await server.AllGone(token);
    }

    /// <summary>What is wrong with the reply to a call: the last eight of every sixteen are well.</summary>
    private static Fault FaultOf(int call) => call / 3 % 16 is < 8 and var fault ? (Fault)fault : Fault.None;

    private static string Expected(int call) => (FaultOf(call), call % 3) switch
    {
        (Fault.Invalid, 0) => "PromptInvalidException 2",
        (Fault.Invalid, 2) or (Fault.InvalidOnce, 2) => $"{call} PromptInvalidException 1",
        (Fault.Truncated, 0) => "PromptTruncatedException 1",
        (Fault.Truncated, 1) => $"{call} PromptTruncatedException 1",
        (Fault.Truncated, 2) => $"{call} PromptTruncatedException 1",
        (Fault.Refused, _) => "PromptRefusedException 1",
        (Fault.Overloaded, _) => "ChatTransportException 0",
        (Fault.BrokenOff, 0) => "ChatTransportException 0",
        (Fault.BrokenOff, _) => $"{call} ChatTransportException 0",
        (Fault.NeverAnswered, _) => "TaskCanceledException",
        (_, 2) => $"{call} {call + 1}",
        _ => $"{call}",
    };

    private static async Task<string> WholeAsync(INumbers numbers, int call, CancellationToken token)
    {
        try
        {
            return (await numbers.RepeatAsync(call, token)).Value.ToString(CultureInfo.InvariantCulture);
        }
        catch (PromptException exception)
        {
            return $"{exception.GetType().Name} {exception.Attempts.Count}";
        }
        catch (OperationCanceledException) when (!TestContext.Current.CancellationToken.IsCancellationRequested)
        {
            return nameof(TaskCanceledException);
        }
    }

    private static Task<string> TextAsync(INumbers numbers, int call, CancellationToken token) => DrainAsync(numbers.TellAsync(call, token), "");

    private static Task<string> ItemsAsync(INumbers numbers, int call, CancellationToken token) => DrainAsync(numbers.ListAsync(call, token), " ");

    private static async Task<string> DrainAsync<T>(IAsyncEnumerable<T> stream, string separator)
    {
        var got = new List<string>();
        try
        {
            await foreach (var piece in stream)
                got.Add(Convert.ToString(piece, CultureInfo.InvariantCulture)!);
            return string.Join(separator, got);
        }
        catch (PromptException exception)
        {
            return $"{string.Join(separator, got)} {exception.GetType().Name} {exception.Attempts.Count}".TrimStart();
        }
        catch (OperationCanceledException) when (!TestContext.Current.CancellationToken.IsCancellationRequested)
        {
            return nameof(TaskCanceledException);
        }
    }

    /// <summary>Answers each call with its own number, or with its fault, once all calls have come.</summary>
    private sealed partial class Server : IAsyncDisposable
    {
        private readonly TcpListener _listener = new(IPAddress.Loopback, 0);
        private readonly TaskCompletionSource _allCame = new(TaskCreationOptions.RunContinuationsAsynchronously);
        private readonly ConcurrentDictionary<int, int> _requests = new();
        private readonly CancellationTokenSource _stop = new();
        private readonly int _calls;
        private readonly Task _accepting;
        private int _open;

        public Server(int calls)
        {
            _calls = calls;
            _listener.Start(calls);
            _accepting = AcceptAsync();
        }

        public Uri BaseAddress => new($"http://127.0.0.1:{((IPEndPoint)_listener.LocalEndpoint).Port}/v1/");

        public Task AllCame => _allCame.Task;

        /// <summary>Is done once no connection is open: those of calls that were given up are closed by the client.</summary>
        public async Task AllGone(CancellationToken cancellationToken)
        {
            while (Volatile.Read(ref _open) > 0)
                await Task.Delay(10, cancellationToken);
        }

        public async ValueTask DisposeAsync()
        {
            await _stop.CancelAsync();
            _listener.Stop();
            await _accepting;
            _stop.Dispose();
        }

        private async Task AcceptAsync()
        {
            try
            {
                while (true)
                    _ = ServeAsync(await _listener.AcceptTcpClientAsync(_stop.Token));
            }
            catch (OperationCanceledException)
            {
                // The test is over.
            }
        }

        private async Task ServeAsync(TcpClient connection)
        {
            Interlocked.Increment(ref _open);
            try
            {
                using (connection)
                {
                    var stream = connection.GetStream();
                    if (await ReadNumberAsync(stream) is not { } call)
                        return;
                    var attempt = _requests.AddOrUpdate(call, 0, static (_, attempts) => attempts + 1);
                    if (_requests.Count == _calls)
                        _allCame.TrySetResult();
                    await _allCame.Task.WaitAsync(_stop.Token);
                    if (FaultOf(call) == Fault.NeverAnswered)
                        await stream.CopyToAsync(System.IO.Stream.Null, _stop.Token);
                    else
                        await stream.WriteAsync(Encoding.UTF8.GetBytes(Reply(call, attempt)), _stop.Token);
                }
            }
            catch (Exception exception) when (exception is IOException or SocketException or OperationCanceledException)
            {
                // The client has gone.
            }
            finally
            {
                Interlocked.Decrement(ref _open);
            }
        }

        private static string Reply(int call, int attempt)
        {
            var fault = FaultOf(call);
            if (fault == Fault.Overloaded)
                return ServerBehaviour.Json("""{"error":{"message":"Overloaded"}}""", "503 Service Unavailable");
            var isWrong = fault == Fault.Invalid || (fault == Fault.InvalidOnce && attempt == 0);
            var reason = fault == Fault.Truncated ? "length" : "stop";
            switch (call % 3)
            {
                case 0:
                    var reply = fault == Fault.Refused
                        ? ServerBehaviour.Message("\"content\":null,\"refusal\":\"No.\"")
                        : ServerBehaviour.Content($$"""{"value":{{(isWrong ? "\"?\"" : call)}}}""", reason);
                    return fault == Fault.BrokenOff ? reply[..^20] : reply;
                case 1:
                    return Stream(call.ToString(CultureInfo.InvariantCulture), fault, reason);
                default:
                    return Stream($$"""{"value":[{{call}},{{(isWrong ? "\"?\"" : call + 1)}}]}""", fault, reason, $$"""{"value":[{{call}},""");
            }
        }

        private static string Stream(string content, Fault fault, string reason, string? cut = null) => ServerBehaviour.Events(fault switch
        {
            Fault.Refused => "data: {\"choices\":[{\"index\":0,\"delta\":{\"refusal\":\"No.\"}}]}\n\n" + ServerBehaviour.Stop(),
            Fault.BrokenOff => ServerBehaviour.Delta(cut ?? content),
            Fault.Truncated => ServerBehaviour.Delta(cut ?? content) + ServerBehaviour.Stop(reason),
            _ => string.Concat(content.Select(static c => ServerBehaviour.Delta(c.ToString()))) + ServerBehaviour.Stop() + "data: [DONE]\n\n",
        });

        /// <summary>The number that a request asks for; null where the connection was not used.</summary>
        private async Task<int?> ReadNumberAsync(NetworkStream stream)
        {
            var request = new StringBuilder();
            var buffer = new byte[16 * 1024];
            while (true)
            {
                var read = await stream.ReadAsync(buffer, _stop.Token);
                if (read == 0)
                    return null;
                request.Append(Encoding.ASCII.GetString(buffer, 0, read));
                var text = request.ToString();
                var head = text.IndexOf("\r\n\r\n", StringComparison.Ordinal);
                if (head >= 0 && text.Length >= head + 4 + int.Parse(Length().Match(text).Groups["n"].Value, CultureInfo.InvariantCulture))
                    return int.Parse(Number().Match(text).Groups["n"].Value, CultureInfo.InvariantCulture);
            }
        }

        [GeneratedRegex(@"Content-Length: (?<n>\d+)", RegexOptions.IgnoreCase)]
        private static partial Regex Length();

        [GeneratedRegex(@"Say (?<n>\d+)\.")]
        private static partial Regex Number();
    }
}

/// <summary>Prompts that have their number in them.</summary>
[PromptDefaults(Model = "google/gemma-3-27b-it")]
internal partial interface INumbers
{
    [Prompt("Say {number}.")]
    Task<Number> RepeatAsync(int number, CancellationToken cancellationToken = default);

    [Prompt("Say {number}.")]
    IAsyncEnumerable<string> TellAsync(int number, CancellationToken cancellationToken = default);

    [Prompt("Say {number}.")]
    IAsyncEnumerable<int> ListAsync(int number, CancellationToken cancellationToken = default);
}

internal sealed record Number(int Value);
