using System.Collections.Generic;
using System.Text.Json;
using System.Text.Json.Serialization;
using System.Threading;
using System.Threading.Tasks;
using PromptGen;

namespace Contexts;

/// <summary>Results of every origin: text, described by PromptGen, and read through the context.</summary>
[PromptDefaults(Model = "google/gemma-3-27b-it", JsonContext = typeof(Outer.MyContext))]
internal partial interface IMixed
{
    [Prompt("Text")]
    Task<string> TextAsync(CancellationToken cancellationToken = default);

    [Prompt("Plain")]
    Task<Plain> PlainAsync(CancellationToken cancellationToken = default);

    [Prompt("Weather in {city}")]
    Task<Weather> WeatherAsync(string city, CancellationToken cancellationToken = default);

    [Prompt("Count")]
    ValueTask<PromptResult<Dictionary<string, JsonElement>>> CountAsync(CancellationToken cancellationToken = default);
}

internal sealed record Plain(int Value);

internal sealed record Weather(string City, JsonElement Details);

internal static partial class Outer
{
    [JsonSerializable(typeof(Weather))]
    [JsonSerializable(typeof(Dictionary<string, JsonElement>))]
    internal sealed partial class MyContext : JsonSerializerContext;
}
