using System.Net;
using System.Net.Sockets;
using System.Text;

namespace PromptGen.Tests;

/// <summary>A server that sends bytes as they are, whatever HTTP thinks of them, to each connection once.</summary>
internal sealed class LoopbackSocket : IAsyncDisposable
{
    private readonly TcpListener _listener = new(IPAddress.Loopback, 0);
    private readonly CancellationTokenSource _stop = new();
    private readonly TaskCompletionSource _closed = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly Task _serving;

    /// <param name="reply">What is sent.</param>
    /// <param name="stall">Whether the connection is left open after it.</param>
    /// <param name="pieces">Of how many bytes each write is; 0 for all in one.</param>
    public LoopbackSocket(string reply, bool stall = false, int pieces = 0)
        : this(Encoding.UTF8.GetBytes(reply), stall, pieces)
    {
    }

    /// <inheritdoc cref="LoopbackSocket(string, bool, int)"/>
    public LoopbackSocket(byte[] reply, bool stall = false, int pieces = 0)
        : this(_ => reply, stall, bytes => bytes.Chunk(pieces == 0 ? bytes.Length + 1 : pieces))
    {
    }

    /// <param name="reply">What is sent to the connection of that number, counted from 0.</param>
    /// <param name="stall">Whether the connection is left open after it.</param>
    /// <param name="cut">In which writes.</param>
    public LoopbackSocket(Func<int, byte[]> reply, bool stall, Func<byte[], IEnumerable<byte[]>> cut)
    {
        // Before the first wait, so that no client comes too early.
        _listener.Start();
        _serving = ServeAsync(reply, stall, cut);
    }

    /// <summary>Is done once the client has closed a connection that was left open.</summary>
    public Task Closed => _closed.Task;

    /// <summary>The last request, head and body, as it came.</summary>
    public string Request { get; private set; } = "";

    public Uri BaseAddress => new($"http://127.0.0.1:{((IPEndPoint)_listener.LocalEndpoint).Port}/v1/");

    /// <summary>A reply with a body and its length.</summary>
    public static string Reply(string status, string body, string headers = "Content-Type: application/json\r\n") =>
        $"HTTP/1.1 {status}\r\n{headers}Content-Length: {Encoding.UTF8.GetByteCount(body)}\r\nConnection: close\r\n\r\n{body}";

    public async ValueTask DisposeAsync()
    {
        await _stop.CancelAsync();
        await _serving;
        _listener.Stop();
        _stop.Dispose();
    }

    private async Task ServeAsync(Func<int, byte[]> reply, bool stall, Func<byte[], IEnumerable<byte[]>> cut)
    {
        var count = 0;
        while (true)
        {
            try
            {
                using var connection = await _listener.AcceptTcpClientAsync(_stop.Token);
                connection.NoDelay = true;
                if (await ReadRequestAsync(connection.GetStream()))
                    await SendAsync(connection.GetStream(), [.. cut(reply(count++))], stall);
            }
            catch (OperationCanceledException)
            {
                // The test is over.
                return;
            }
            catch (Exception exception) when (exception is SocketException or IOException)
            {
                // The client has gone. It may come again.
                if (stall)
                    _closed.TrySetResult();
            }
        }
    }

    private async Task SendAsync(NetworkStream stream, IReadOnlyList<byte[]> pieces, bool stall)
    {
        foreach (var piece in pieces)
        {
            await stream.WriteAsync(piece, _stop.Token);
            if (pieces.Count > 1)
                await Task.Yield();
        }

        if (stall)
        {
            // The client's end of the connection is read until the client closes it.
            while (await stream.ReadAsync(new byte[1024], _stop.Token) > 0)
            {
            }

            _closed.TrySetResult();
        }
    }

    /// <returns>Whether a whole request came before the client went: a pool may open a connection that it does not need in the end.</returns>
    private async Task<bool> ReadRequestAsync(NetworkStream stream)
    {
        var request = new MemoryStream();
        var buffer = new byte[16 * 1024];
        while (true)
        {
            var read = await stream.ReadAsync(buffer, _stop.Token);
            if (read == 0)
                return false;
            request.Write(buffer, 0, read);
            var text = Encoding.ASCII.GetString(request.GetBuffer(), 0, (int)request.Length);
            var end = text.IndexOf("\r\n\r\n", StringComparison.Ordinal);
            if (end < 0)
                continue;
            var length = text.Split("\r\n").First(static line => line.StartsWith("Content-Length:", StringComparison.OrdinalIgnoreCase)).Split(':')[1];
            Request = text;
            if (request.Length >= end + 4 + int.Parse(length, System.Globalization.CultureInfo.InvariantCulture))
                return true;
        }
    }
}
