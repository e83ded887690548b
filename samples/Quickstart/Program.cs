using System.Globalization;
using PromptGen;
using PromptGen.Testing;
using Quickstart;

Console.OutputEncoding = System.Text.Encoding.UTF8;
if (Arguments.Parse(args, out var error) is not { } arguments)
{
    Console.Error.WriteLine($"{error}\n\n{Arguments.Usage}");
    return 2;
}

if (arguments.ShowHelp)
{
    Console.WriteLine(Arguments.Usage);
    return 0;
}

var key = Environment.GetEnvironmentVariable("AIMLAPI_KEY")?.Trim();
var address = arguments.BaseAddress ?? (string.IsNullOrEmpty(key) ? null : HttpChatTransportOptions.DefaultBaseAddress);

// Without a key and an address there is still a real server, in this process.
await using var local = address is null ? await LocalChatServer.StartAsync() : null;
Console.WriteLine(local is null
    ? $"Asking {address!.GetComponents(UriComponents.SchemeAndServer | UriComponents.Path, UriFormat.UriEscaped)}."
    : $"AIMLAPI_KEY is not set: asking a local server at {local.BaseAddress}. Its answers are synthetic: made up to fit, meaning nothing.");
Console.WriteLine();

using var client = arguments.ShowRequest ? new HttpClient(new ShowRequestHandler()) : new HttpClient();
try
{
    var transport = new HttpChatTransport(client, new() { ApiKey = local is null ? key : "local", BaseAddress = local?.BaseAddress ?? address! });
    var parameters = new ChatParameters { Model = arguments.Model };

    // 1. Text.
    var boy = IBoy.Create(transport);
    Write("An 8-year-old on mankind", await boy.AskAsync(parameters));

    // 2. A typed answer, and what became of it.
    var reviewer = IReviewer.Create(transport);
    var result = await reviewer.ReviewAsync("A kettle that whistles Beethoven's Fifth when the water boils.", "people who work at night", parameters);
    if (!result.TryGetValue(out var review))
    {
        Console.Error.WriteLine($"No review: {result.Outcome}. {result.Exception!.Message}");
        return 1;
    }

    Write($"{review.Headline}  {new string('★', review.Stars)}{new string('☆', 5 - review.Stars)}  ({review.Sentiment})", Details(review));
    if (result.Usage is { } usage)
        Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{usage.PromptTokens} tokens asked, {usage.CompletionTokens} answered, in {result.Attempts.Count} attempt{(result.Attempts.Count == 1 ? "" : "s")}.\n"));

    // 3. A list, each item as soon as it is there.
    Console.WriteLine("Inventions");
    Console.WriteLine("──────────");
    await foreach (var invention in IInventor.Create(transport).InventAsync(3, "people who work at night", parameters))
        Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{invention.Name}, {invention.PriceInEuro} €: {invention.Pitch}"));
    return 0;
}
catch (Exception exception) when (exception is PromptException or ArgumentException)
{
    Console.Error.WriteLine(exception.Message);
    return 1;
}

static void Write(string title, string text)
{
    Console.WriteLine(title);
    Console.WriteLine(new string('─', Math.Min(title.Length, 72)));
    Console.WriteLine(text.Trim());
    Console.WriteLine();
}

static string Details(Review review)
{
    var lines = review.Pros.Select(static pro => "+ " + pro).Concat(review.Cons.Select(static con => "− " + con));
    return review.Alternative is not { } other
        ? string.Join('\n', lines)
        : string.Join('\n', lines.Append(string.Create(CultureInfo.InvariantCulture, $"→ {other.Name}{(other.PriceInEuro is { } price ? $", {price} €" : "")}")));
}
