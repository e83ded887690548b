using PromptGen;

// One typed call from an executable without a runtime: nothing is reflected on, so nothing has to be kept.
if (args is not [var address] || !Uri.TryCreate(address, UriKind.Absolute, out var baseAddress))
{
    Console.Error.WriteLine("Usage: NativeAot <base address, up to /v1/>. The key is read from AIMLAPI_KEY.");
    return 2;
}

using var client = new HttpClient();
var transport = new HttpChatTransport(client, new() { BaseAddress = baseAddress, ApiKey = Environment.GetEnvironmentVariable("AIMLAPI_KEY") });
try
{
    var capital = await ICapitals.Create(transport).OfAsync("France");
    Console.WriteLine($"{capital.City}: {capital.Inhabitants} inhabitants, {capital.Rivers.Count} rivers, {capital.Climate}");
    return 0;
}
catch (PromptException exception)
{
    Console.Error.WriteLine(exception.Message);
    return 1;
}

[PromptDefaults(Model = "google/gemma-3-27b-it")]
internal partial interface ICapitals
{
    [Prompt("What is the capital of {country}?")]
    Task<Capital> OfAsync(string country, CancellationToken cancellationToken = default);
}

internal sealed record Capital(string City, long Inhabitants, IReadOnlyList<string> Rivers, Climate Climate);

internal enum Climate
{
    Cold,
    Mild,
    Hot,
}
