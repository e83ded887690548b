namespace PromptGen.Generator.Tests;

/// <summary>PG2xxx: where they are reported, and what is left alone.</summary>
public sealed class TemplateRuleTests
{
    [Theory]
    [InlineData("\"Ask {x\"")]
    [InlineData("\"Ask {x {x}\"")]
    [InlineData("\"Ask x}\"")]
    [InlineData("\"Ask {}\"")]
    [InlineData("\"Ask {x} {x.Length}\"")]
    [InlineData("\"Ask {x} {1}\"")]
    [InlineData("\"\"")]
    [InlineData("\"  \"")]
    [InlineData("null!")]
    public Task PG2001_marks_a_malformed_template(string literal) => Verify.Analyzer(
        $"public partial interface IAsk {{ [Prompt({{|PG2001:{literal}|}})] Task<string> AskAsync({(literal.Contains("{x}", StringComparison.Ordinal) ? "string x" : "")}); }}");

    [Fact]
    public Task PG2002_marks_the_template_of_a_placeholder_without_parameter() => Verify.Analyzer("""
        public partial interface IAsk
        {
            [Prompt({|PG2002:"Ask {x} and {y}"|})]
            Task<string> AskAsync(string x, CancellationToken cancellationToken);

            [Prompt({|PG2002:"Ask {cancellationToken}"|})]
            Task<string> TokenAsync(CancellationToken cancellationToken);
        }
        """);

    [Fact]
    public Task PG2002_marks_a_role() => Verify.Analyzer("""
        [SystemRole({|PG2002:"You are {mood}."|})]
        public partial interface IAsk
        {
            [Prompt("Ask {x}")]
            Task<string> AskAsync(string x);

            [Prompt("Ask {mood}")]
            Task<string> MoodAsync(string mood);
        }
        """);

    [Theory]
    [InlineData("object x")]
    [InlineData("string[] x")]
    [InlineData("Exception? x")]
    [InlineData("System.Numerics.INumber<int> x")]
    [InlineData("dynamic x")]
    public Task PG2003_marks_the_template_of_a_value_without_text(string parameter) => Verify.Analyzer(
        $"public partial interface IAsk {{ [Prompt({{|PG2003:\"Ask {{x}}\"|}})] Task<string> AskAsync({parameter}); }}");

    [Theory]
    [InlineData("string? x")]
    [InlineData("bool? x")]
    [InlineData("char x")]
    [InlineData("decimal? x")]
    [InlineData("Guid x")]
    [InlineData("DayOfWeek x")]
    [InlineData("IFormattable? x")]
    [InlineData("Int128 x")]
    [InlineData("Version? x")]
    public Task A_value_with_a_text_is_left_alone(string parameter) => Verify.Analyzer(
        $"public partial interface IAsk {{ [Prompt(\"Ask {{x}}\")] Task<string> AskAsync({parameter}); }}");

    [Fact]
    public Task PG2004_marks_a_parameter_that_is_in_no_template() => Verify.Analyzer("""
        [SystemRole("You are {mood}.")]
        public partial interface IAsk
        {
            [Prompt("Ask {x}")]
            Task<string> AskAsync(string x, string mood, string {|PG2004:unused|}, CancellationToken cancellationToken = default);
        }
        """);
}
