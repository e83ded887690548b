using System.ComponentModel.DataAnnotations;
using PromptGen;

// A typed call and a list item by item, from an executable without a runtime: nothing is reflected on, so nothing has to be kept.
if (args is not [var address] || !Uri.TryCreate(address, UriKind.Absolute, out var baseAddress))
{
    Console.Error.WriteLine("Usage: NativeAot <base address, up to /v1/>. The key is read from AIMLAPI_KEY.");
    return 2;
}

using var client = new HttpClient();
var transport = new HttpChatTransport(client, new() { BaseAddress = baseAddress, ApiKey = Environment.GetEnvironmentVariable("AIMLAPI_KEY") });
try
{
    var capitals = ICapitals.Create(transport);
    var capital = await capitals.OfAsync("France");
    Console.WriteLine($"{capital.City}: {capital.Inhabitants} inhabitants, {capital.Rivers.Count} rivers, {capital.Climate}");
    await foreach (var sight in capitals.SightsAsync(capital.City))
        Console.WriteLine($"- {sight.Name}, {sight.Minutes} minutes");
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

    [Prompt("What is there to see in {city}?")]
    IAsyncEnumerable<Sight> SightsAsync(string city, CancellationToken cancellationToken = default);
}

internal sealed record Capital(string City, long Inhabitants, IReadOnlyList<string> Rivers, Climate Climate);

internal sealed record Sight(string Name, [property: Range(0, 600)] int Minutes) : IValidatableObject
{
    public IEnumerable<ValidationResult> Validate(ValidationContext validationContext) => Name.Length == 0 ? [new("A sight has a name.", [nameof(Name)])] : [];
}

internal enum Climate
{
    Cold,
    Mild,
    Hot,
}
