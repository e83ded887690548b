using System.Text;
using System.Text.Json;
using CsCheck;
using PromptGen.CompilerServices;

namespace PromptGen.Tests;

/// <summary>What goes over the wire.</summary>
public sealed class ChatRequestTests
{
    [Fact]
    public void Nothing_is_sent_that_was_not_set() => Assert.Equal(
        """{"messages":[{"role":"user","content":"Hi"}]}""",
        new ChatRequest([new(PromptRole.User, "Hi")]).ToJson());

    [Fact]
    public void What_was_set_is_sent_in_a_fixed_order() => Assert.Equal(
        """{"model":"m","messages":[{"role":"system","content":"S"},{"role":"user","content":"U"}],"temperature":0.1,"max_tokens":7,"response_format":{"type":"json_schema","json_schema":{"name":"Yes","strict":true,"schema":{"type":"object"}}}}""",
        new ChatRequest(
            [new(PromptRole.System, "S"), new(PromptRole.User, "U")],
            new() { MaxTokens = 7, Temperature = 0.1, Model = "m" },
            new YesContract()).ToJson());

    [Theory]
    [InlineData(0.1, "0.1")]
    [InlineData(0.1f, "0.1")]
    [InlineData(0.7f, "0.7")]
    [InlineData(1.0, "1")]
    [InlineData(0.0, "0")]
    [InlineData(0.123456789, "0.123456789")]
    [InlineData(1 / 3.0, "0.3333333333333333")]
    public void A_number_is_sent_as_it_was_written(double temperature, string expected) => Assert.Equal(
        $$"""{"messages":[],"temperature":{{expected}}}""",
        new ChatRequest([], new() { Temperature = temperature }).ToJson());

    [Fact]
    public void Quotes_and_control_characters_are_escaped_and_letters_are_not() => Assert.Equal(
        """{"messages":[{"role":"user","content":"\"q\" \\ \n\u0001 é 日本 <&>"}]}""",
        new ChatRequest([new(PromptRole.User, "\"q\" \\ \n\u0001 é 日本 <&>")]).ToJson());

    [Fact]
    public void An_argument_is_text_whatever_it_says() => Gen.String.Sample(static text =>
    {
        var messages = PromptWriter.ToMessages(writer =>
        {
            writer.BeginMessage(PromptRole.User);
            writer.Append("<"u8);
            writer.Append(text);
            writer.Append(">"u8);
        });
        Assert.Equal($"<{WithoutHalfPairs(text)}>", Assert.Single(messages).Content);
    });

    [Fact]
    public void An_argument_may_write_another_request()
    {
        var inner = new ChatRequest(
            static writer =>
            {
                writer.BeginMessage(PromptRole.System);
                writer.Append("Inner"u8);
            },
            new() { Model = "i" },
            null);
        var json = inner.ToJson();
        var outer = new ChatRequest(
            writer =>
            {
                writer.BeginMessage(PromptRole.System);
                writer.Append("Outer"u8);
                writer.BeginMessage(PromptRole.User);
                writer.Append(new Asking(inner));
                writer.Append("."u8);
            },
            new() { Model = "o" },
            null);
        Assert.Equal("""{"model":"o","messages":[{"role":"system","content":"Outer"},{"role":"user","content":"inner: 62."}]}""", outer.ToJson());
        Assert.Equal(json, inner.ToJson());
    }

    [Fact]
    public void The_messages_are_those_on_the_wire() => Gen.Select(Gen.String, Gen.Double, Gen.Int).Sample(static (text, number, integer) =>
    {
        void Render(PromptWriter writer)
        {
            writer.BeginMessage(PromptRole.System);
            writer.Append("You are "u8);
            writer.Append(number);
            writer.BeginMessage(new("narrator"));
            writer.Append(text);
            writer.Append(integer);
        }

        var rendered = new ChatRequest(Render, ChatParameters.None, null);
        Assert.Equal(new ChatRequest(rendered.Messages).ToJson(), rendered.ToJson());
    });

    [Fact]
    public void Formatting_is_invariant_and_null_is_nothing()
    {
        var messages = PromptWriter.ToMessages(static writer =>
        {
            writer.BeginMessage(PromptRole.User);
            writer.Append(1234.5);
            writer.Append("|"u8);
            writer.Append((int?)null);
            writer.Append((string?)null);
            writer.Append((bool?)null);
            writer.Append((Uri?)null);
            writer.Append("|"u8);
            writer.Append(true);
            writer.Append('x');
            writer.Append(DayOfWeek.Friday);
            writer.Append("|"u8);
            writer.Append(new DateTime(2026, 11, 23, 17, 30, 0, DateTimeKind.Utc), "yyyy-MM-dd'T'HH:mm:ss.FFFFFFFK");
            writer.Append("|"u8);
            writer.Append(new Uri("https://example.org/a"));
            writer.Append(new string('z', 5000));
        });
        Assert.Equal("1234.5||truexFriday|2026-11-23T17:30:00Z|https://example.org/a" + new string('z', 5000), messages[0].Content);
    }

    [Fact]
    public void Parameters_lie_over_their_defaults()
    {
        var over = new ChatParameters { Temperature = 0.5 }.Over(new() { Temperature = 1, Model = "m", MaxTokens = 3 });
        Assert.Equal(new() { Temperature = 0.5, Model = "m", MaxTokens = 3 }, over);
        Assert.Same(over, over.Over(null));
    }

    [Fact]
    public void Every_parameter_has_its_member() => Assert.Equal(
        """{"model":"m","messages":[],"temperature":1,"top_p":0.9,"top_k":40,"min_p":0.05,"top_a":0.2,"frequency_penalty":-1.5,"presence_penalty":1.5,"repetition_penalty":1.1,"seed":9007199254740993,"stop":["a","b"],"reasoning_effort":"low","max_tokens":5,"response_format":{"type":"json_object"},"verbosity":"low","provider":{"order":["x"]}}""",
        new ChatRequest([], new()
        {
            Model = "m",
            Temperature = 1,
            TopP = 0.9,
            TopK = 40,
            MinP = 0.05,
            TopA = 0.2,
            FrequencyPenalty = -1.5,
            PresencePenalty = 1.5,
            RepetitionPenalty = 1.1,
            Seed = 9007199254740993,
            Stop = ["a", "b"],
            ReasoningEffort = "low",
            MaxTokens = 5,
            ResponseFormat = ResponseFormat.JsonObject,
            Extra = new Dictionary<string, JsonElement>
            {
                ["verbosity"] = JsonSerializer.SerializeToElement("low"),
                ["provider"] = JsonDocument.Parse("""{"order":["x"]}""").RootElement,
            },
        }).ToJson());

    [Theory]
    [InlineData("json_object", ResponseFormat.JsonObject)]
    [InlineData("text", ResponseFormat.Text)]
    public void A_format_may_be_asked_for_by_name(string name, ResponseFormat format) => Assert.Equal(
        "{\"messages\":[],\"response_format\":{\"type\":\"" + name + "\"}}", new ChatRequest([], new() { ResponseFormat = format }, new YesContract()).ToJson());

    [Theory]
    [InlineData(null)]
    [InlineData(ResponseFormat.JsonObject)]
    public void A_request_with_other_parameters_is_the_same_otherwise(ResponseFormat? format)
    {
        PromptMessage[] messages = [new(PromptRole.User, "Hi")];
        var other = new ChatParameters { Model = "other", MaxTokens = 7, ResponseFormat = format };
        var request = new ChatRequest(messages, new() { Model = "m", Temperature = 1, ResponseFormat = format }, new YesContract());
        Assert.Equal(new ChatRequest(messages, other, new YesContract()).ToJson(), request.With(other).ToJson());
        Assert.Throws<ArgumentException>(() => request.With(other with { MaxCompletionTokens = 7 }));
    }

    [Fact]
    public void A_single_stop_is_no_list() => Assert.Equal("""{"messages":[],"stop":"END","max_completion_tokens":9}""", new ChatRequest([], new() { Stop = ["END"], MaxCompletionTokens = 9 }).ToJson());

    [Theory]
    [InlineData(null, "\"stream\":true,\"stream_options\":{\"include_usage\":true}")]
    [InlineData(true, "\"stream\":true,\"stream_options\":{\"include_usage\":true}")]
    [InlineData(false, "\"stream\":true")]
    public void A_stream_asks_for_the_tokens_unless_told_not_to(bool? includeUsage, string members)
    {
        var request = new ChatRequest([], new() { IncludeUsage = includeUsage });
        Assert.Equal("{\"messages\":[]," + members + "}", request.ToJson(stream: true));
        Assert.Equal("""{"messages":[]}""", request.ToJson());
    }

    [Fact]
    public void Attachments_are_parts_of_the_content()
    {
        var request = new ChatRequest([PromptMessage.User("Look.") with
        {
            Attachments =
            [
                PromptImage.FromUrl(new("https://example.org/a.png"), ImageDetail.Low),
                PromptImage.FromBytes(new byte[] { 1, 2, 3 }, "image/png"),
                PromptFile.FromPdf("%PDF-1.7"u8.ToArray(), "a.pdf"),
            ],
        }]);
        Assert.Equal(
            """{"messages":[{"role":"user","content":[{"type":"text","text":"Look."},{"type":"image_url","image_url":{"url":"https://example.org/a.png","detail":"low"}},{"type":"image_url","image_url":{"url":"data:image/png;base64,AQID"}},{"type":"file","file":{"file_data":"data:application/pdf;base64,JVBERi0xLjc=","filename":"a.pdf"}}]}]}""",
            request.ToJson());
    }

    [Fact]
    public void What_no_server_could_take_is_refused_where_it_is_given()
    {
        Assert.Throws<ArgumentOutOfRangeException>(static () => new ChatParameters { Temperature = double.NaN });
        Assert.Throws<ArgumentOutOfRangeException>(static () => new ChatParameters { TopP = double.PositiveInfinity });
        Assert.Throws<ArgumentException>(static () => new ChatParameters { Extra = new Dictionary<string, JsonElement> { ["messages"] = JsonSerializer.SerializeToElement("x") } });
        Assert.Throws<ArgumentException>(static () => new ChatParameters { Extra = new Dictionary<string, JsonElement> { ["x"] = default } });
        Assert.Throws<ArgumentException>(static () => new ChatRequest([], new() { ResponseFormat = ResponseFormat.JsonSchema }));
        Assert.Throws<ArgumentException>(static () => PromptImage.FromUrl(new("file:///etc/passwd")));
        Assert.Throws<ArgumentException>(static () => PromptImage.FromUrl(new("a.png", UriKind.Relative)));
        Assert.Throws<ArgumentException>(static () => PromptImage.FromBytes(new byte[] { 1 }, "text/plain"));
        Assert.Throws<ArgumentException>(static () => PromptImage.FromBytes(default, "image/png"));
        Assert.Throws<ArgumentException>(static () => PromptFile.FromPdf("<html>"u8.ToArray(), "a.pdf"));
    }

    [Fact]
    public void A_limit_goes_under_the_name_that_the_model_takes()
    {
        var only = new ModelRules("m") { MaxCompletionTokens = null, HasStreamOptions = false };
        Assert.Equal("""{"model":"m","messages":[],"stream":true,"max_tokens":5}""", Send(only, new() { MaxCompletionTokens = 5 }));
        Assert.Equal("""{"model":"m","messages":[],"stream":true,"max_tokens":5}""", Send(only, new() { MaxTokens = 5 }));
        Assert.Equal("""{"model":"m","messages":[],"stream":true,"max_completion_tokens":5}""", Send(new("m") { MaxTokens = null, HasStreamOptions = false }, new() { MaxTokens = 5 }));
        Assert.Equal(
            """{"model":"other","messages":[],"stream":true,"stream_options":{"include_usage":true},"max_completion_tokens":5}""",
            Send(only, new() { Model = "other", MaxCompletionTokens = 5 }));

        static string Send(ModelRules rules, ChatParameters parameters) =>
            new Prompt<string>(new("P", null, new() { Model = "m" }, rules), static _ => { }, parameters).Request.ToJson(stream: true);
    }

    [Fact]
    public void Both_token_limits_are_refused_and_the_nearest_of_two_is_sent()
    {
        var both = new ChatParameters { MaxTokens = 5, MaxCompletionTokens = 5 };
        Assert.Throws<ArgumentException>(() => new ChatRequest([], both));
        Assert.Throws<ArgumentException>(() => new Prompt<string>(new("P", null, both), static _ => { }).Request);
        Assert.Throws<ArgumentException>(() => new Prompt<string>(new("P", null, ChatParameters.None), static _ => { }, both).Request);
        Assert.Equal(
            """{"messages":[],"max_completion_tokens":5}""",
            new Prompt<string>(new("P", null, new() { MaxTokens = 9 }), static _ => { }, new() { MaxCompletionTokens = 5 }).Request.ToJson());
    }

    [Fact]
    public void A_request_does_not_change_with_the_list_that_it_was_made_from()
    {
        var messages = new List<PromptMessage> { PromptMessage.User("a") };
        var request = new ChatRequest(messages);
        messages.Add(PromptMessage.User("b"));
        Assert.Single(request.Messages);
        Assert.Throws<NotSupportedException>(() => ((IList<PromptMessage>)request.Messages)[0] = PromptMessage.User("c"));
    }

    [Theory]
    [InlineData(1)]
    [InlineData(-1)]
    [InlineData(5000)]
    public void A_value_that_lies_about_what_it_wrote_sends_nothing_of_anyone_else(int beyond) =>
        Assert.Equal("<the truth>", Rendered(new Written("a lie", beyond)));

    [Fact]
    public void A_value_that_needs_more_room_is_asked_for_its_text()
    {
        Assert.Equal("<the truth>", Rendered(new Written(new string('x', 5000), 0)));
        Assert.Equal($"<0.{new string('0', 300)}>", PromptWriter.ToMessages(static writer =>
        {
            writer.BeginMessage(PromptRole.User);
            writer.Append("<"u8);
            writer.Append(0, "F300");
            writer.Append(">"u8);
        })[0].Content);
    }

    [Fact]
    public void Half_a_character_that_a_value_writes_is_replaced() => Assert.Equal("<a\uFFFD>", Rendered(new Written("a\uD83D", 0)));

    private static string Rendered(Written value) => PromptWriter.ToMessages(writer =>
    {
        writer.BeginMessage(PromptRole.User);
        writer.Append("<"u8);
        writer.Append(value);
        writer.Append(">"u8);
    })[0].Content;

    /// <summary>Writes a text where there is room for it, and says that it was some characters more than there is room for; 0 for what is true.</summary>
    private sealed class Written(string text, int beyond) : ISpanFormattable
    {
        public bool TryFormat(Span<char> destination, out int charsWritten, ReadOnlySpan<char> format, IFormatProvider? provider)
        {
            charsWritten = 0;
            if (!text.TryCopyTo(destination))
                return false;
            charsWritten = beyond switch { 0 => text.Length, < 0 => beyond, _ => destination.Length + beyond };
            return true;
        }

        public string ToString(string? format, IFormatProvider? formatProvider) => "the truth";
    }

    private static string WithoutHalfPairs(string text) => Encoding.UTF8.GetString(Encoding.UTF8.GetBytes(text));

    private sealed class YesContract() : JsonContract<bool>("Yes")
    {
        public override ReadOnlySpan<byte> Schema => """{"type":"object"}"""u8;

        protected override bool ReadValue(ref ContractReader reader) => true;

        protected override void WriteValue(ContractWriter writer, bool value) => writer.WriteBoolean(value);
    }

    /// <summary>An argument whose text is how long another request is.</summary>
    private sealed class Asking(ChatRequest request) : IFormattable
    {
        public string ToString(string? format, IFormatProvider? formatProvider) => string.Create(formatProvider, $"inner: {request.ToJson().Length}");
    }
}
