using Microsoft.CodeAnalysis;

namespace PromptGen.Generator.Tests;

/// <summary>PG2xxx: where they are reported, and what is left alone.</summary>
public sealed class TemplateRuleTests
{
    [Theory]
    [InlineData("\"Ask {|PG2001:{|}x\"")]
    [InlineData("\"Ask {|PG2001:{|}x {x}\"")]
    [InlineData("\"Ask x{|PG2001:}|}\"")]
    [InlineData("\"Ask {|PG2001:{}|}\"")]
    [InlineData("\"Ask {x} {|PG2001:{x y}|}\"")]
    [InlineData("\"Ask {x} {|PG2001:{1}|} {|PG2001:{ . }|}\"")]
    [InlineData("\"Ask {x} {|PG2001:{x?.Length}|}\"")]
    [InlineData("\"Ask {x} {|PG2001:{x.}|}\"")]
    [InlineData("\"Ask {x} {|PG2001:{x:}|}\"")]
    [InlineData("\"Ask {x}, and answer like {|PG2001:{\\\"a\\\": 1}|}.\"")]
    [InlineData("{|PG2001:\"\"|}")]
    [InlineData("\"{|PG2001:  |}\"")]
    [InlineData("{|PG2001:null!|}")]
    public Task PG2001_marks_what_is_malformed(string literal) => Verify.Analyzer(
        $"public partial interface IAsk {{ [Prompt({literal})] Task<string> AskAsync({(literal.Contains("{x}", StringComparison.Ordinal) ? "string x" : "")}); }}");

    [Fact]
    public async Task PG2002_says_of_a_parameter_that_goes_along_that_it_does()
    {
        var source = Verify.Usings + "public partial interface IAsk { [Prompt(\"Look at {photo}.\")] Task<string> AskAsync(PromptImage photo, CancellationToken token); }";
        var finding = Assert.Single(await GeneratorRun.Start(source).AnalyzeAsync());
        Assert.Equal("The template of 'IAsk.AskAsync' has a placeholder '{photo}', but 'photo' is no placeholder: it goes along by itself", finding.GetMessage(System.Globalization.CultureInfo.InvariantCulture));
    }

    [Fact]
    public Task PG2001_marks_a_prompt_without_a_template() => Verify.Analyzer(
        "public partial interface IAsk { [{|PG2001:Prompt|}] Task<string> AskAsync(); [{|PG2001:SystemRole()|}, Prompt(\"Ask\")] Task<string> RoleAsync(); }");

    [Fact]
    public Task PG2002_marks_a_placeholder_without_parameter() => Verify.Analyzer("""
        public partial interface IAsk
        {
            [Prompt("Ask {x} and {|PG2002:{y}|}, {|PG2002:{ z }|} or {{x}} {{|PG2002:y|}:F2}")]
            Task<string> AskAsync(string x, CancellationToken cancellationToken);

            [Prompt("Ask {|PG2002:{cancellationToken}|}")]
            Task<string> TokenAsync(CancellationToken cancellationToken);
        }
        """);

    [Theory]
    [InlineData("produkt", "did you mean 'product'?")]
    [InlineData("Product", "did you mean 'product'?")]
    [InlineData("prodcut", "did you mean 'product'?")]
    [InlineData("something", "it has product, count")]
    public async Task PG2002_says_which_name_was_probably_meant(string name, string hint)
    {
        var source = $"public partial interface IAsk {{ [Prompt(\"Ask {{{name}}} {{count}}\")] Task<string> AskAsync(string product, int count); }}";
        var finding = (await GeneratorRun.Start(Verify.Usings + source).AnalyzeAsync()).Single(static finding => finding.Id == "PG2002");
        Assert.EndsWith("; " + hint, finding.GetMessage(System.Globalization.CultureInfo.InvariantCulture), StringComparison.Ordinal);
    }

    [Fact]
    public Task PG2002_marks_a_role() => Verify.Analyzer("""
        [SystemRole("You are {|PG2002:{mood}|}.")]
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
    [InlineData("IEnumerable<int>? x")]
    [InlineData("Exception? x")]
    [InlineData("System.Numerics.INumber<int> x")]
    [InlineData("dynamic x")]
    public Task PG2003_marks_a_value_without_text(string parameter) => Verify.Analyzer(
        $"public partial interface IAsk {{ [Prompt(\"Ask {{|PG2003:{{x}}|}}.\")] Task<string> AskAsync({parameter}); }}");

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

    [Fact]
    public Task Members_are_values() => Verify.Analyzer("""
        public partial interface IAsk
        {
            [Prompt("{order.Customer.Name} {order.Customer.Since.Year} {order.Lines.Count} {order.Total:F2} {order.Shipped.Year} {pair.Left} {tags.Length} {version.Major} {order.Id}")]
            Task<string> AskAsync(Order order, (int Left, int) pair, string[] tags, Version version);
        }

        public class Entity { public int Id; }
        public class Order : Entity { public Customer? Customer { get; set; } public IReadOnlyList<string> Lines { get; } = []; public decimal Total { get; } public DateOnly? Shipped { get; } }
        public record struct Customer(string Name, DateTime Since);
        """);

    [Theory]
    [InlineData("{order.{|PG2005:Totl|}}")]
    [InlineData("{order.{|PG2005:Secret|}}")]
    [InlineData("{order.{|PG2005:Count|}}")]
    [InlineData("{order.{|PG2005:Old|}}")]
    [InlineData("{order.{|PG2005:Chars|}}")]
    [InlineData("{order.{|PG2005:Set|}}")]
    [InlineData("{order.Total.{|PG2005:Nothing|}.More}")]
    public Task PG2005_marks_the_member(string placeholder) => Verify.Analyzer($$"""
        public partial interface IAsk { [Prompt("Ask {{placeholder}}.")] Task<string> AskAsync(Order order); }
        public class Order { public decimal Total { get; } string Secret { get; } = ""; public static int Count; [Obsolete("", true)] public int Old { get; } public ReadOnlySpan<char> Chars => ""; public int Set { set { } } }
        """);

    [Fact]
    public Task PG2005_marks_a_member_that_two_interfaces_have() => Verify.Analyzer("""
        public partial interface IAsk { [Prompt("Ask {both.{|PG2005:X|}} {both.Y}.")] Task<string> AskAsync(IBoth both); }
        public interface ILeft { int X { get; } int Y { get; } }
        public interface IRight { int X { get; } }
        public interface IBoth : ILeft, IRight;
        """);

    [Theory]
    [InlineData("string x", "{x:{|PG2006:u|}}")]
    [InlineData("bool x", "{x:{|PG2006:D|}}")]
    [InlineData("int x", "{x:{|PG2006:Q|}}")]
    [InlineData("double x", "{x:{|PG2006:D3|}}")]
    [InlineData("int x", "{x:{|PG2006:abc|}}")]
    [InlineData("DateTime x", "{x:{|PG2006:q|}}")]
    [InlineData("DateOnly? x", "{x:{|PG2006:yyyy-MM-dd HH|}}")]
    [InlineData("TimeSpan x", "{x:{|PG2006:hh:mm|}}")]
    [InlineData("Guid x", "{x:{|PG2006:Z|}}")]
    [InlineData("DayOfWeek x", "{x:{|PG2006:name|}}")]
    [InlineData("string[] x", "{x:{|PG2006:\\\\q|}}")]
    [InlineData("object x", "{x:{|PG2006:json|}}")]
    public Task PG2006_marks_the_format(string parameter, string placeholder) => Verify.Analyzer(
        $"public partial interface IAsk {{ [Prompt(\"Ask {placeholder}.\")] Task<string> AskAsync({parameter}); }}");

    [Theory]
    [InlineData("int x", "D3")]
    [InlineData("double? x", "0.00")]
    [InlineData("DateTime x", "yyyy-MM-dd HH:mm")]
    [InlineData("DateOnly x", "d MMMM yyyy")]
    [InlineData("TimeSpan x", "hh\\\\:mm")]
    [InlineData("DayOfWeek x", "D")]
    [InlineData("string[] x", ", ")]
    [InlineData("IEnumerable<DateTime?> x", "\\n- ")]
    [InlineData("List<bool> x", "; ")]
    [InlineData("IFormattable x", "whatever")]
    public Task A_format_that_the_type_takes_is_left_alone(string parameter, string format) => Verify.Analyzer(
        $"public partial interface IAsk {{ [Prompt(\"Ask {{x:{format}}}.\")] Task<string> AskAsync({parameter}); }}");

    [Fact]
    public async Task PG2008_marks_text_in_a_role()
    {
        var findings = await GeneratorRun.Start(Verify.Usings + """
            [SystemRole("You are {mood}, {age} years old, and like {tags:, }.")]
            public partial interface IAsk
            {
                [Prompt("Ask {x}")]
                Task<string> AskAsync(string x, string mood, int age, string[] tags, CancellationToken cancellationToken);
            }
            """).AnalyzeAsync(DiagnosticSeverity.Info);
        Assert.Equal(["PG2008 {mood}", "PG2008 {tags:, }"], findings.Select(Verify.Describe));
    }
}
