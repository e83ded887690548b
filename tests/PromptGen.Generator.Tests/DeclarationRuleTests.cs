using Microsoft.CodeAnalysis.Testing;
using PromptGen.Generator.Analyzers;

namespace PromptGen.Generator.Tests;

/// <summary>PG1xxx: where they are reported, and what is left alone.</summary>
public sealed class DeclarationRuleTests
{
    [Fact]
    public Task A_valid_interface_is_left_alone() => Verify.Analyzer("""
        [SystemRole("You are {mood}.")]
        public partial interface IGood
        {
            [Prompt("Ask {question}, or {{nothing}}.")]
            Task<string> AskAsync(string question, string mood, CancellationToken cancellationToken = default);

            [Prompt("Rate {question} as if {mood}.")]
            ValueTask<PromptResult<Rating>> RateAsync(string question, Mood? mood);

            string Name => "A default implementation is no prompt's business.";

            static int Count { get; set; }
        }

        public record Rating(Mood Mood, [Range(1, 5)] int Stars, IReadOnlyList<string>? Words);

        public enum Mood { Good, Bad }
        """);

    [Fact]
    public Task PG1001_marks_the_interface() => Verify.Analyzer("""
        public interface {|PG1001:IAsk|}
        {
            [Prompt("Ask")]
            Task<string> AskAsync();
        }
        """);

    [Fact]
    public Task PG1001_speaks_of_the_types_around_it() => Verify.Analyzer(
        """
        public class Outer
        {
            public partial interface {|#0:IAsk|}
            {
                [Prompt("Ask")]
                Task<string> AskAsync();
            }
        }
        """,
        new DiagnosticResult("PG1001", Microsoft.CodeAnalysis.DiagnosticSeverity.Error).WithLocation(0).WithArguments("IAsk", "Outer"));

    [Fact]
    public Task PG1001_is_fixed_by_the_modifier() => Verify.MakePartial(
        """
        public interface {|PG1001:IAsk|}
        {
            [Prompt("Ask")]
            Task<string> AskAsync();
        }
        """,
        """
        public partial interface IAsk
        {
            [Prompt("Ask")]
            Task<string> AskAsync();
        }
        """);

    [Fact]
    public Task PG1001_is_fixed_on_the_types_around_it_too() => Verify.MakePartial(
        """
        public static class Outer
        {
            internal sealed record Inner
            {
                public interface {|PG1001:IAsk|}
                {
                    [Prompt("Ask")]
                    Task<string> AskAsync();
                }
            }
        }
        """,
        """
        public static partial class Outer
        {
            internal sealed partial record Inner
            {
                public partial interface IAsk
                {
                    [Prompt("Ask")]
                    Task<string> AskAsync();
                }
            }
        }
        """);

    [Theory]
    [InlineData("public partial interface {|PG1002:IAsk|}<T> { [Prompt(\"Ask\")] Task<string> AskAsync(); }")]
    [InlineData("public partial class C<T> { public partial interface {|PG1002:IAsk|} { [Prompt(\"Ask\")] Task<string> AskAsync(); } }")]
    [InlineData("file partial interface {|PG1002:IAsk|} { [Prompt(\"Ask\")] Task<string> AskAsync(); }")]
    [InlineData("public partial interface IAsk { [Prompt(\"Ask\")] Task<string> AskAsync(); int {|PG1002:Count|} { get; } }")]
    [InlineData("public partial interface IAsk { [Prompt(\"Ask\")] Task<string> AskAsync(); event Action {|PG1002:Done|}; }")]
    [InlineData("public partial interface IAsk { [Prompt(\"Ask\")] Task<string> AskAsync(); static abstract void {|PG1002:M|}(); }")]
    [InlineData("public interface IBase { int Count { get; } } public partial interface {|PG1002:IAsk|} : IBase { [Prompt(\"Ask\")] Task<string> AskAsync(); }")]
    [InlineData("public partial interface IAsk { [Prompt(\"Ask\")] Task<string> {|PG1002:PromptRequests|}(); }")]
    [InlineData("public partial interface IAsk { [Prompt(\"Ask\")] Task<string> AskAsync(); static int {|PG1002:Create|} => 1; }")]
    [InlineData("public partial interface IAsk { [Prompt(\"Ask\")] Task<string> AskAsync(); static IAsk {|PG1002:Create|}(IChatTransport a, PromptClientOptions b) => null!; }")]
    [InlineData("public partial interface {|PG1002:Create|} { [Prompt(\"Ask\")] Task<string> AskAsync(); }")]
    [InlineData("public partial interface {|PG1002:PromptRequests|} { [Prompt(\"Ask\")] Task<string> AskAsync(); }")]
    [InlineData("file partial class C { public partial interface {|PG1002:IAsk|} { [Prompt(\"Ask\")] Task<string> AskAsync(); } }")]
    public Task PG1002_marks_what_is_in_the_way(string source) => Verify.Analyzer(source);

    [Theory]
    [InlineData("Task<string> {|PG1003:AskAsync|}();")]
    [InlineData("[Prompt(\"Ask\")] Task<string> {|PG1003:AskAsync|}<T>();")]
    [InlineData("[Prompt(\"Ask\")] Task<string> {|PG1003:AskAsync|}() => Task.FromResult(\"\");")]
    [InlineData("[Prompt(\"Ask {x}\")] Task<string> AskAsync(in int {|PG1003:x|});")]
    [InlineData("[Prompt(\"Ask\")] Task<string> {|PG1003:AskAsync|}(CancellationToken a, CancellationToken b);")]
    [InlineData("[Prompt(\"Ask\")] Task<string> {|PG1003:AskAsync|}(__arglist);")]
    [InlineData("[Prompt(\"Ask\")] unsafe Task<string> AskAsync(int*[] {|PG1003:x|});")]
    [InlineData("[Prompt(\"Ask\")] unsafe Task<string> AskAsync(List<delegate*<int>[]> {|PG1003:x|});")]
    [InlineData("[Prompt(\"Ask\")] static Task<string> {|PG1003:AskAsync|}() => null!;")]
    [InlineData("[Prompt(\"Ask\")] private Task<string> {|PG1003:AskAsync|}() => null!;")]
    [InlineData("[Prompt(\"Ask\")] sealed Task<string> {|PG1003:AskAsync|}() => null!;")]
    [InlineData("[Prompt(\"Ask\")] static IAsk operator {|PG1003:+|}(IAsk a) => a;")]
    [InlineData("static int Count { [Prompt(\"Ask\")] {|PG1003:get|} => 1; }")]
    [InlineData("[Prompt(\"Ask {x}\"), Obsolete] Task<string> AskAsync(Forbidden {|PG1003:x|});")]
    public Task PG1003_marks_a_method_that_cannot_be_a_prompt(string method) => Verify.Analyzer(
        $"public partial interface IAsk {{ [Prompt(\"Fine\")] Task<string> FineAsync(); {method} }} [Obsolete(\"\", true)] public enum Forbidden {{ A }}");

    [Fact]
    public Task PG1003_marks_what_can_be_no_prompt_where_there_is_no_other() => Verify.Analyzer("""
        public interface IAsk
        {
            static int Count
            {
                [Prompt("Ask")]
                {|PG1003:get|} => 1;
            }

            [Prompt("Ask")]
            static Task<string> {|PG1003:AskAsync|}() => null!;
        }
        """);

    [Fact]
    public Task PG1003_marks_a_prompt_outside_of_an_interface() => Verify.Analyzer("""
        public class C
        {
            [Prompt("Ask")]
            public Task<string> {|PG1003:AskAsync|}() => Task.FromResult("");
        }
        """);

    [Fact]
    public Task PG3002_marks_repairs_that_are_fewer_than_none() => Verify.Analyzer("""
        [PromptDefaults(Model = "google/gemma-3-27b-it", MaxRepairs = 0)]
        public partial interface IAsk
        {
            [Prompt("Ask", MaxRepairs = {|PG3002:-1|})]
            Task<string> AskAsync(CancellationToken cancellationToken = default);

            [Prompt("Ask", MaxRepairs = 2)]
            IAsyncEnumerable<int?> ListAsync(CancellationToken cancellationToken = default);
        }
        """);

    [Theory]
    [InlineData("typeof(Fine)", "")]
    [InlineData("typeof(OfObjects)", "")]
    [InlineData("typeof(OfItems)", "")]
    [InlineData("typeof(Generic<int>)", "")]
    [InlineData("null", "")]
    [InlineData("typeof(string)", "it does not implement IPromptValidator<T>")]
    [InlineData("typeof(PromptGen.IPromptValidator<int>)", "it does not implement IPromptValidator<T>")]
    [InlineData("typeof(Abstract)", "it is no class that can be made")]
    [InlineData("typeof(Generic<>)", "it is generic; name it with its type arguments")]
    [InlineData("typeof(Local)", "emitted code cannot reach it; make it internal or public")]
    [InlineData("typeof(Given)", "")]
    [InlineData("typeof(Wanting)", "it has required members, which nobody would set; give such a validator to the client by PromptClientOptions.Validators")]
    [InlineData("typeof(Asking)", "it has no constructor without parameters; give such a validator to the client by PromptClientOptions.Validators")]
    [InlineData("typeof(OfDates)", "it checks other types; implement IPromptValidator<T> for what one of them returns")]
    public Task PG1008_marks_a_validator_that_cannot_check(string validator, string reason)
    {
        var marked = reason.Length == 0 ? validator : $"{{|#0:{validator}|}}";
        var name = validator.Replace("typeof(", "", StringComparison.Ordinal).TrimEnd(')');
        return Verify.Analyzer(
            $$"""
            public partial class Outer
            {
                [PromptDefaults(Model = "google/gemma-3-27b-it", Validator = {{marked}})]
                public partial interface IAsk
                {
                    [Prompt("Ask")]
                    Task<int> AskAsync(CancellationToken cancellationToken = default);

                    [Prompt("Ask")]
                    IAsyncEnumerable<Guid> ListAsync(CancellationToken cancellationToken = default);
                }
            }

            file class Local : Fine;

            public class Fine : Abstract;

            public class OfObjects : IPromptValidator<object> { public IEnumerable<SchemaViolation> Validate(object value) => []; }

            public class OfItems : IPromptValidator<Guid> { public IEnumerable<SchemaViolation> Validate(Guid value) => []; }

            public class OfDates : IPromptValidator<DateTime> { public IEnumerable<SchemaViolation> Validate(DateTime value) => []; }

            public class Generic<T> : IPromptValidator<T> { public IEnumerable<SchemaViolation> Validate(T value) => []; }

            public class Asking(string what) : Abstract { public string What => what; }

            public class Wanting : Abstract { public required string What { get; init; } }

            public class Given : Wanting { [System.Diagnostics.CodeAnalysis.SetsRequiredMembers] public Given() => What = ""; }

            public abstract class Abstract : IPromptValidator<int> { public IEnumerable<SchemaViolation> Validate(int value) => []; }
            """,
            reason.Length == 0 ? [] : [new DiagnosticResult(Rules.ValidatorNotUsable).WithLocation(0).WithArguments(name, "Outer.IAsk", reason)]);
    }

    [Fact]
    public Task A_validator_of_the_assembly_need_not_check_every_interface() => Verify.Analyzer("""
        [assembly: PromptDefaults(Model = "google/gemma-3-27b-it", Validator = typeof(OfDates))]

        public partial interface IAsk
        {
            [Prompt("Ask")]
            Task<int> AskAsync(CancellationToken cancellationToken = default);
        }

        public class OfDates : IPromptValidator<DateTime> { public IEnumerable<SchemaViolation> Validate(DateTime value) => []; }
        """);

    [Theory]
    [InlineData("{|PG1004:string|}")]
    [InlineData("{|PG1004:Task|}")]
    [InlineData("{|PG1004:void|}")]
    [InlineData("{|PG1004:IEnumerable<int>|}")]
    [InlineData("{|PG1004:List<string>|}")]
    [InlineData("{|PG1004:Task<PromptResult<string>?>|}")]
    [InlineData("{|PG1004:ref Task<string>|}")]
    public Task PG1004_marks_the_return_type(string type) => Verify.Analyzer(
        $"public partial interface IAsk {{ [Prompt(\"Ask\")] {type} AskAsync(); }}");
}
