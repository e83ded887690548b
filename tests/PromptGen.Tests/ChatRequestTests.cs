using System.Text;
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

    private static string WithoutHalfPairs(string text) => Encoding.UTF8.GetString(Encoding.UTF8.GetBytes(text));

    private sealed class YesContract() : JsonContract<bool>("Yes")
    {
        public override ReadOnlySpan<byte> Schema => """{"type":"object"}"""u8;

        protected override bool ReadValue(ref ContractReader reader) => true;
    }
}
