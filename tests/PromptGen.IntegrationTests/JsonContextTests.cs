using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.Json.Serialization;
using PromptGen.Testing;

namespace PromptGen.IntegrationTests;

/// <summary>Results that are read through a JSON context: whatever a server sends ends in an outcome.</summary>
public sealed class JsonContextTests
{
    private const string Valid = """{"City":"Bergen","At":"2026-03-04T05:06Z","Rain":{"Monday":4,"Tuesday":0},"Raw":{"any":["thing",null]},"Sky":"Cloudy","Note":null}""";

    private static readonly Prompt<Forecast> Prompt = IForecaster.PromptRequests.Forecast("Bergen");

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public void The_schema_is_exported_and_closed_where_it_can_be() => Assert.Equal(
        """{"type":"object","properties":{"City":{"type":"string"},"At":{},"Rain":{"type":"object","additionalProperties":{"type":"integer"}},"Raw":{},"Sky":{"enum":["Clear","Cloudy"]},"Note":{"type":["string","null"]}},"required":["City","At","Rain","Raw","Sky","Note"],"additionalProperties":false}""",
        Encoding.UTF8.GetString(Prompt.Contract!.Schema));

    [Fact]
    public void A_request_says_whether_its_schema_is_closed_all_through()
    {
        var open = JsonNode.Parse(Prompt.Request.ToJson())!["response_format"]!["json_schema"]!;
        Assert.Equal("Forecast", open["name"]!.GetValue<string>());
        Assert.False(open["strict"]!.GetValue<bool>());
        var closed = JsonNode.Parse(IForecaster.PromptRequests.Pair().Request.ToJson())!["response_format"]!["json_schema"]!;
        Assert.True(closed["strict"]!.GetValue<bool>());
        Assert.Equal("""{"type":"object","properties":{"Left":{"type":"integer"},"Right":{"type":"integer"}},"required":["Left","Right"],"additionalProperties":false}""", closed["schema"]!.ToJsonString());
    }

    [Fact]
    public async Task A_valid_answer_brings_a_value()
    {
        await using var server = await LocalChatServer.StartAsync(null, Token);
        using var client = new HttpClient();
        server.Enqueue(ScriptedReply.Content(Valid));
        var forecast = await IForecaster.Create(new HttpChatTransport(client, new() { BaseAddress = server.BaseAddress, ApiKey = "key" })).ForecastAsync("Bergen", Token);
        Assert.Equal("Bergen", forecast.City);
        Assert.Equal(new(2026, 3, 4, 5, 6), forecast.At);
        Assert.Equal(4, forecast.Rain["Monday"]);
        Assert.Equal("thing", forecast.Raw.GetProperty("any")[0].GetString());
        Assert.Equal(Sky.Cloudy, forecast.Sky);
        Assert.Equal(Prompt.Request.ToJson(), server.Requests.Single().Body);
    }

    public static TheoryData<string, string, string> Wrong() => new()
    {
        // Text that is no JSON, or more or less than one document.
        { "", "content", "" },
        { "Sure! Here it is.", "json", "" },
        { Valid[..40], "json", "" },
        { Valid.Replace("{\"City\"", "{/* a city */\"City\"", StringComparison.Ordinal), "json", "" },
        { Valid.Replace("null}", "null,}", StringComparison.Ordinal), "json", "" },
        { "[" + Valid + "]", "converter", "" },
        { "null", "type", "" },
        { "7", "converter", "" },

        // Depth, and texts that are no Unicode, in places that the serializer does not look into.
        { Spoil("{\"any\":[\"thing\",null]}", new string('[', 100) + new string(']', 100)), "json", "" },
        { Spoil("{\"any\":[\"thing\",null]}", new string('[', 1_000_000)), "json", "" },
        { Spoil("\"thing\"", "\"\\ud83d\""), "json", "" },
        { Spoil("\"any\"", "\"\\ude00\""), "json", "" },

        // Names that are there twice, anywhere.
        { Spoil("\"City\":\"Bergen\"", "\"City\":\"Bergen\",\"City\":\"Oslo\""), "uniqueNames", "/City" },
        { Spoil("\"Monday\":4", "\"Monday\":4,\"M\\u006fnday\":5"), "uniqueNames", "/Rain/Monday" },
        { Spoil("\"any\":", "\"a/b\":{\"x\":1,\"x\":2},\"any\":"), "uniqueNames", "/Raw/a~1b/x" },

        // Members and types.
        { Spoil("\"City\":\"Bergen\",", ""), "converter", "" },
        { Spoil("\"City\":\"Bergen\"", "\"city\":\"Bergen\""), "converter", "/city" },
        { Spoil("\"Note\":null", "\"Note\":null,\"More\":1"), "converter", "/More" },
        { Spoil("\"Bergen\"", "null"), "converter", "/City" },
        { Spoil("\"Bergen\"", "7"), "converter", "/City" },
        { Spoil(":4", ":\"4\""), "converter", "/Rain/Monday" },
        { Spoil(":4", ":99999999999"), "converter", "/Rain/Monday" },
        { Spoil("\"Monday\":4", "\"it's a.day\":[]"), "converter", "/Rain/it's a.day" },
        { Spoil("\"Cloudy\"", "\"Green\""), "converter", "/Sky" },

        // Whatever a converter throws.
        { Spoil("\"2026-03-04T05:06Z\"", "\"yesterday\""), "converter", "" },
        { Spoil("\"2026-03-04T05:06Z\"", "5"), "converter", "/At" },
        { Spoil("\"2026-03-04T05:06Z\"", "\"overflow\""), "constructor", "" },
        { Spoil("\"2026-03-04T05:06Z\"", "\"argument\""), "converter", "" },
    };

    [Theory]
    [MemberData(nameof(Wrong))]
    public void A_wrong_answer_is_invalid(string answer, string keyword, string pointer)
    {
        var result = Prompt.Parse(answer);
        Assert.Equal(PromptOutcome.Invalid, result.Outcome);
        var violation = Assert.Single(result.Violations);
        Assert.Equal((keyword, pointer), (violation.Keyword, violation.Pointer));
        Assert.Throws<PromptInvalidException>(() => result.Value);
    }

    [Fact]
    public void An_answer_that_was_cut_is_truncated() =>
        Assert.Equal(PromptOutcome.Truncated, Prompt.Parse(new ChatCompletion { Content = Valid[..40], FinishReason = FinishReason.Length }).Outcome);

    [Fact]
    public void A_violation_says_what_and_where()
    {
        Assert.Equal(
            "/Rain/Monday: expected what System.Text.Json takes for the type, found an error: The JSON value could not be converted to System.Int32.",
            Assert.Single(Prompt.Parse(Spoil(":4", ":true")).Violations).ToString());
        Assert.Equal(
            ["/City: expected each name once, found \"City\".", "/Rain/Monday: expected each name once, found \"Monday\"."],
            Prompt.Parse(Spoil("\"City\":\"Bergen\"", "\"City\":\"Bergen\",\"City\":1").Replace("\"Monday\":4", "\"Monday\":4,\"Monday\":4", StringComparison.Ordinal)).Violations.Select(static violation => violation.ToString()));
    }

    [Fact]
    public void A_value_is_written_as_it_is_read()
    {
        var json = Prompt.Contract!.ToJson(Prompt.Parse(Valid).Value);
        Assert.True(JsonNode.DeepEquals(JsonNode.Parse(Valid), JsonNode.Parse(json)), json);
        Assert.Equal(PromptOutcome.Completed, Prompt.Parse(json).Outcome);
    }

    [Fact]
    public void A_value_that_would_not_be_read_is_not_written()
    {
        var forecast = Prompt.Parse(Valid).Value;
        AssertRefused(forecast with { City = null! }, "/City");
        AssertRefused(forecast with { Raw = default }, "");
        AssertRefused(null!, "");

        static void AssertRefused(Forecast forecast, string pointer)
        {
            using var buffer = new MemoryStream();
            var writer = System.IO.Pipelines.PipeWriter.Create(buffer);
            var exception = Assert.Throws<SchemaViolationException>(() => Prompt.Contract!.Write(writer, forecast));
            Assert.Equal(pointer, Assert.Single(exception.Violations).Pointer);
            Assert.Equal(0, writer.UnflushedBytes);
        }
    }

    [Fact]
    public void A_value_that_contains_itself_is_a_violation()
    {
        var chain = new Chain();
        chain.Links.Add("again", chain);
        var exception = Assert.Throws<SchemaViolationException>(() => IForecaster.PromptRequests.Chain().Contract!.ToJson(chain));
        Assert.StartsWith("/Links/Links", Assert.Single(exception.Violations).Pointer, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("""{"kind":"rain","Millimetres":3}""", typeof(Rain))]
    [InlineData("""{"Millimetres":3,"kind":"rain"}""", typeof(Rain))]
    [InlineData("""{"Millimetres":3}""", null)]
    [InlineData("""{"kind":"hail","Millimetres":3}""", null)]
    [InlineData("""{"kind":"rain","Millimetres":3,"Speed":2}""", null)]
    public void A_derived_type_is_told_by_its_discriminator(string json, Type? type)
    {
        var result = IForecaster.PromptRequests.Weather().Parse(json);
        Assert.Equal(type is null ? PromptOutcome.Invalid : PromptOutcome.Completed, result.Outcome);
        Assert.Equal(type, type is null ? null : result.Value.GetType());
        Assert.Equal(
            """{"type":"object","anyOf":[{"type":"object","properties":{"kind":{"const":"rain"},"Millimetres":{"type":"integer"}},"required":["kind","Millimetres"],"additionalProperties":false},{"type":"object","properties":{"kind":{"const":"wind"},"Speed":{"type":"integer"}},"required":["kind","Speed"],"additionalProperties":false}]}""",
            Encoding.UTF8.GetString(IForecaster.PromptRequests.Weather().Contract!.Schema));
    }

    [Theory]
    [InlineData("""{"A":1,"B":2,"C":[3]}""", true)]
    [InlineData("""{"A":1,"B":2,"C":[]}""", true)]
    [InlineData("""{"A":1,"C":[]}""", false)]
    [InlineData("""{"A":1,"B":null,"C":[]}""", true)]
    [InlineData("""{"A":1,"B":2,"C":null}""", false)]
    [InlineData("""{"A":1,"B":2,"C":[],"Sum":3}""", false)]
    [InlineData("""{"A":1,"B":2,"C":[],"Secret":3}""", false)]
    public void Every_member_that_can_be_read_is_required_and_no_other_is_known(string json, bool isValid)
    {
        var prompt = IForecaster.PromptRequests.Members();
        Assert.Equal(
            """{"type":"object","properties":{"A":{"type":"integer"},"B":{"type":["integer","null"]},"C":{"type":"array","items":{"type":"integer"}}},"required":["A","B","C"],"additionalProperties":false}""",
            Encoding.UTF8.GetString(prompt.Contract!.Schema));
        var result = prompt.Parse(json);
        Assert.Equal(isValid, result.TryGetValue(out var members));
        if (isValid)
            Assert.Equal(json, prompt.Contract.ToJson(members!));
    }

    [Fact]
    public void Members_that_are_ignored_taken_by_constructors_or_not_known_beforehand_are_read_as_declared()
    {
        var prompt = IForecaster.PromptRequests.Parts();
        Assert.Equal(
            """{"type":"object","properties":{"Number":{"type":"integer"},"Rest":{"type":"object","properties":{"Text":{"type":"string"}},"required":["Text"]}},"required":["Number","Rest"],"additionalProperties":false}""",
            Encoding.UTF8.GetString(prompt.Contract!.Schema));
        var parts = prompt.Parse("""{"Rest":{"Text":"a","More":[1]},"Number":3}""").Value;
        Assert.Equal((3, 5, "a"), (parts.Number, parts.Hidden, parts.Rest.Text));
        Assert.Equal("""{"Number":3,"Rest":{"Text":"a","More":[1]}}""", prompt.Contract.ToJson(parts));
        Assert.Equal("", Assert.Single(prompt.Parse("""{"Rest":{"Text":"a"}}""").Violations).Pointer);
    }

    [Fact]
    public void A_dictionary_can_be_a_result_itself()
    {
        var prompt = IForecaster.PromptRequests.Temperatures();
        Assert.Equal("""{"type":"object","additionalProperties":{"type":"number"}}""", Encoding.UTF8.GetString(prompt.Contract!.Schema));
        Assert.Equal(7.5, prompt.Parse("""{"Bergen":7.5}""").Value["Bergen"]);
        Assert.Equal(PromptOutcome.Invalid, prompt.Parse("""{"Bergen":7.5,"Bergen":8}""").Outcome);
    }

    [Fact]
    public void The_context_stays_as_it_is()
    {
        _ = Prompt.Contract!.Schema;
        var forecast = JsonSerializer.Deserialize("""{"City":"Oslo","city":1,"At":"2026-03-04T05:06Z","Rain":{},"Raw":1}""", ForecastContext.Default.Forecast);
        Assert.Equal("Oslo", forecast!.City);
        Assert.True(ForecastContext.Default.Options.AllowDuplicateProperties);
    }

    [Fact]
    public void A_context_that_does_not_know_a_part_says_so_before_anything_is_sent()
    {
        var contract = CompilerServices.SerializerContract.Of<Unlisted>("Unlisted", ForecastContext.Default);
        foreach (var use in new Action[] { () => _ = contract.Schema, () => contract.TryRead("{}"u8, out _, out _), () => contract.ToJson(new(1)) })
            Assert.Contains("'PromptGen.IntegrationTests.ForecastContext' does not describe 'PromptGen.IntegrationTests.Unlisted'", Assert.Throws<NotSupportedException>(use).Message, StringComparison.Ordinal);
    }

    private static string Spoil(string part, string replacement)
    {
        Assert.Contains(part, Valid, StringComparison.Ordinal);
        return Valid.Replace(part, replacement, StringComparison.Ordinal);
    }
}

[PromptDefaults(Model = "google/gemma-3-27b-it", JsonContext = typeof(ForecastContext))]
public partial interface IForecaster
{
    [Prompt("What will the weather be in {city}?")]
    Task<Forecast> ForecastAsync(string city, CancellationToken cancellationToken = default);

    [Prompt("Two numbers")]
    Task<Pair> PairAsync(CancellationToken cancellationToken = default);

    [Prompt("A chain")]
    Task<Chain> ChainAsync(CancellationToken cancellationToken = default);

    [Prompt("Rain or wind?")]
    ValueTask<PromptResult<Weather>> WeatherAsync(CancellationToken cancellationToken = default);

    [Prompt("Members")]
    Task<Members> MembersAsync(CancellationToken cancellationToken = default);

    [Prompt("Parts")]
    Task<Parts> PartsAsync(CancellationToken cancellationToken = default);

    [Prompt("How warm is it?")]
    Task<SortedDictionary<string, double>> TemperaturesAsync(CancellationToken cancellationToken = default);
}

public sealed record Forecast(string City, Moment At, Dictionary<string, int> Rain, JsonElement Raw, Sky Sky = Sky.Clear, string? Note = "none");

public enum Sky
{
    Clear,
    Cloudy,
}

[JsonConverter(typeof(MomentConverter))]
public readonly record struct Moment(int Year, int Month, int Day, int Hour, int Minute);

public sealed class MomentConverter : JsonConverter<Moment>
{
    public override Moment Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) => reader.GetString() switch
    {
        "overflow" => throw new OverflowException("Too far ahead."),
        "argument" => throw new ArgumentException("Too far back."),
        var text => DateTimeOffset.ParseExact(text!, "yyyy-MM-dd'T'HH:mm'Z'", null) is var at ? new(at.Year, at.Month, at.Day, at.Hour, at.Minute) : default,
    };

    public override void Write(Utf8JsonWriter writer, Moment value, JsonSerializerOptions options) =>
        writer.WriteStringValue($"{value.Year:0000}-{value.Month:00}-{value.Day:00}T{value.Hour:00}:{value.Minute:00}Z");
}

// How objects are made is not for PromptGen to say: it leaves a type alone that says so itself.
[JsonObjectCreationHandling(JsonObjectCreationHandling.Populate)]
public sealed class Pair
{
    public int Left { get; set; }

    public int Right { get; set; }
}

[JsonObjectCreationHandling(JsonObjectCreationHandling.Populate)]
public sealed class Chain
{
    public Dictionary<string, Chain> Links { get; set; } = [];
}

[JsonObjectCreationHandling(JsonObjectCreationHandling.Populate)]
[JsonPolymorphic(TypeDiscriminatorPropertyName = "kind")]
[JsonDerivedType(typeof(Rain), "rain")]
[JsonDerivedType(typeof(Wind), "wind")]
public abstract record Weather;

public sealed record Rain(int Millimetres) : Weather;

public sealed record Wind(int Speed) : Weather;

public sealed class Members
{
    public int A { get; set; }

    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public int? B { get; set; }

    [JsonObjectCreationHandling(JsonObjectCreationHandling.Populate)]
    public List<int> C { get; } = [];

    [JsonIgnore]
    public int Secret { get; set; }

    public int Sum => A + (B ?? 0);
}

public sealed class Parts(int number, Rest rest, int hidden = 5)
{
    public int Number { get; } = number;

    public Rest Rest { get; } = rest;

    [JsonIgnore]
    public int Hidden { get; } = hidden;
}

public sealed record Rest(string Text)
{
    [JsonExtensionData]
    public Dictionary<string, JsonElement>? More { get; set; }
}

public sealed record Unlisted(int Value);

[JsonSourceGenerationOptions(UseStringEnumConverter = true, PropertyNameCaseInsensitive = false, AllowTrailingCommas = true, ReadCommentHandling = JsonCommentHandling.Skip)]
[JsonSerializable(typeof(Forecast))]
[JsonSerializable(typeof(Pair))]
[JsonSerializable(typeof(Chain))]
[JsonSerializable(typeof(Weather))]
[JsonSerializable(typeof(Members))]
[JsonSerializable(typeof(Parts))]
[JsonSerializable(typeof(SortedDictionary<string, double>))]
public sealed partial class ForecastContext : JsonSerializerContext;
