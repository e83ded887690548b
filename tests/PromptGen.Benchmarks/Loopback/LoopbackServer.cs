using System.Globalization;
using Microsoft.AspNetCore.Http;
using PromptGen.Testing;

namespace PromptGen.Benchmarks;

/// <summary>
/// Answers on a loopback port, with what the address asks for: <c>/report/2000/0/</c> is a structured answer of 2,000 bytes, at once; <c>/story/200/0/</c> a
/// streamed text of 200 chunks, <c>/list/1000000/200/</c> the items of a list of a million bytes, after 200 milliseconds. What is asked is not looked at.
/// </summary>
internal static class LoopbackServer
{
    private const long MaxBodyBytes = 1024 * 1024;

    /// <summary>Runs until the standard input ends. The address is written to the standard output.</summary>
    public static async Task ServeAsync()
    {
        await using var host = await StartAsync();
        Console.WriteLine(host.Address);
        await Console.In.ReadToEndAsync();
    }

    public static Task<LoopbackHost> StartAsync()
    {
        var replies = new ReplyCache();
        return LoopbackHost.StartAsync(context => AnswerAsync(context, replies), MaxBodyBytes, CancellationToken.None);
    }

    private static async Task AnswerAsync(HttpContext context, ReplyCache replies)
    {
        var path = context.Request.Path.Value!.Split('/');
        var pieces = replies.Get(path[1], int.Parse(path[2], CultureInfo.InvariantCulture));
        var delay = int.Parse(path[3], CultureInfo.InvariantCulture);
        await context.Request.Body.CopyToAsync(Stream.Null, context.RequestAborted);
        if (delay > 0)
            await Task.Delay(delay, context.RequestAborted);
        context.Response.ContentType = path[1] == "report" ? "application/json" : "text/event-stream";
        foreach (var piece in pieces)
            await context.Response.Body.WriteAsync(piece, context.RequestAborted);
    }

    private sealed class ReplyCache
    {
        private readonly Lock _lock = new();
        private readonly Dictionary<(string Kind, int Size), IReadOnlyList<byte[]>> _replies = [];

        public IReadOnlyList<byte[]> Get(string kind, int size)
        {
            lock (_lock)
            {
                if (!_replies.TryGetValue((kind, size), out var pieces))
                    _replies.Add((kind, size), pieces = Make(kind, size));
                return pieces;
            }
        }

        private static IReadOnlyList<byte[]> Make(string kind, int size) => kind switch
        {
            "report" => Replies.Whole(Documents.Make(size)),
            "story" => Replies.Stream(size),
            "list" => Replies.Stream(Documents.MakeList(size), ItemSuite.Piece),
            _ => throw new ArgumentOutOfRangeException(nameof(kind), kind, "There is no such reply."),
        };
    }
}
