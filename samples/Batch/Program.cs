using System.Globalization;
using System.Runtime.InteropServices;
using System.Text.Json;
using System.Threading.RateLimiting;
using Batch;
using PromptGen;
using PromptGen.Testing;

if (Arguments.Parse(args) is not { } arguments)
{
    Console.Error.WriteLine(Arguments.Usage);
    return 2;
}

// Ctrl-C ends the run; calls that are in flight are given up, and made again by the next run.
using var stop = new CancellationTokenSource();
void Stop(PosixSignalContext context)
{
    context.Cancel = true;
    stop.Cancel();
}

using var interrupted = PosixSignalRegistration.Create(PosixSignal.SIGINT, Stop);
using var terminated = PosixSignalRegistration.Create(PosixSignal.SIGTERM, Stop);

var key = Environment.GetEnvironmentVariable("AIMLAPI_KEY")?.Trim();
await using var local = string.IsNullOrEmpty(key) ? await LocalChatServer.StartAsync() : null;
if (local is not null)
    Console.WriteLine("AIMLAPI_KEY is not set: a local server makes the answers up.");
using var client = new HttpClient();
var sorter = ISorter.Create(new HttpChatTransport(client, new() { ApiKey = local is null ? key : "local", BaseAddress = local?.BaseAddress ?? HttpChatTransportOptions.DefaultBaseAddress }));
await using var limiter = new TokenBucketRateLimiter(new()
{
    // Tenths of a second: calls are spread, and do not all begin with the second.
    TokenLimit = Math.Max(1, arguments.PerSecond / 10),
    TokensPerPeriod = Math.Max(1, arguments.PerSecond / 10),
    ReplenishmentPeriod = TimeSpan.FromSeconds(arguments.PerSecond < 10 ? 1.0 / arguments.PerSecond : 0.1),
    QueueLimit = int.MaxValue,
});

try
{
    await using var results = await ResultFile.OpenAsync(arguments.Output, stop.Token);
    var left = Enumerable.Range(0, arguments.Items).Where(id => !results.Has(id)).ToList();
    if (results.Count > 0)
        Console.WriteLine($"{results.Count} of {arguments.Items} are there already.");
    var (done, unanswered) = (arguments.Items - left.Count, 0);
    try
    {
        await Parallel.ForEachAsync(left, new ParallelOptions { MaxDegreeOfParallelism = arguments.AtATime, CancellationToken = stop.Token }, async (id, cancellationToken) =>
        {
            using var lease = await limiter.AcquireAsync(1, cancellationToken);
            try
            {
                // What the model says is a result, whatever it is. Where there was no answer, the next run asks again.
                var result = await sorter.SortAsync(Messages.Get(id), cancellationToken);
                if (result.TryGetValue(out var ticket))
                    await results.AddAsync(id, "ticket", Contracts.Ticket.ToJson(ticket));
                else
                    await results.AddAsync(id, "failed", JsonSerializer.Serialize($"{result.Outcome}: {result.Exception!.Message}", Strings.Default.String));
                Report(Interlocked.Increment(ref done));
            }
            catch (ChatTransportException exception)
            {
                Interlocked.Increment(ref unanswered);
                Console.Error.WriteLine($"\n{id}: {exception.Message}");
            }
        });
    }
    catch (OperationCanceledException) when (stop.IsCancellationRequested)
    {
        Console.WriteLine($"\nStopped with {done} of {arguments.Items} done. Run it again to go on.");
        return 130;
    }

    Console.WriteLine($"\n{done} of {arguments.Items} done, in {arguments.Output}.{(unanswered == 0 ? "" : $" {unanswered} were not answered: run it again.")}");
    return unanswered == 0 ? 0 : 1;
}
catch (Exception exception) when (exception is IOException or InvalidDataException or UnauthorizedAccessException)
{
    Console.Error.WriteLine(exception.Message);
    return 1;
}

void Report(int done)
{
    if (done % 10 == 0)
        Console.Write(string.Create(CultureInfo.InvariantCulture, $"\r{done}/{arguments.Items}"));
}
