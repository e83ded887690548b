using PromptGen.CodeFixes;
using PromptGen.Generator.Analyzers;

namespace PromptGen.Generator.Tests.CodeFixes;

/// <summary>The fix of PG4003: the member that leads back to its own type may be null.</summary>
public sealed class MakeMemberNullableTests
{
    private const string Prompt = """
        public partial interface IPlanner
        {
            [Prompt("Plan")]
            {|PG4003:Task<Step>|} PlanAsync();
        }

        """;

    [Theory]
    [InlineData("record Step(string Action, /* then */ Step /* or none */ Next);", "record Step(string Action, /* then */ Step? /* or none */ Next);")]
    [InlineData("record Step { public required Step Next { get; init; } }", "record Step { public required Step? Next { get; init; } }")]
    [InlineData("record Step { public Step(int number, Step next) => (Number, Next) = (number, next); public int Number { get; } public Step Next { get; } }", "record Step { public Step(int number, Step? next) => (Number, Next) = (number, next); public int Number { get; } public Step? Next { get; } }")]
    [InlineData("record Step(int Number, Step Next) { public Step Next { get; } = Next; }", "record Step(int Number, Step? Next) { public Step? Next { get; } = Next; }")]
    [InlineData("record Step(Detail Detail); public record Detail(int Number, Detail More);", "record Step(Detail Detail); public record Detail(int Number, Detail? More);")]
    [InlineData("record Step(int Number, global::Step Next);", "record Step(int Number, global::Step? Next);")]
    public Task The_member_becomes_nullable(string before, string after) => Verify.Fix<PromptInterfaceAnalyzer, MakeMemberNullableCodeFix>(
        $"{Prompt}public {before}", $"{Unmarked}public {after}");

    [Fact]
    public Task All_members_become_nullable_and_each_once() => Verify.Fix<PromptInterfaceAnalyzer, MakeMemberNullableCodeFix>(
        """
        public partial interface IPlanner
        {
            [Prompt("Plan")]
            {|PG4003:Task<Step>|} PlanAsync();

            [Prompt("Plan again")]
            {|PG4003:Task<Step>|} PlanAgainAsync();

            [Prompt("Tell")]
            {|PG4003:Task<Story>|} TellAsync();
        }

        // leads to itself
        public record Step(int Number, Step Next); // once

        public record Story(string Line, Story Rest);
        """,
        """
        public partial interface IPlanner
        {
            [Prompt("Plan")]
            Task<Step> PlanAsync();

            [Prompt("Plan again")]
            Task<Step> PlanAgainAsync();

            [Prompt("Tell")]
            Task<Story> TellAsync();
        }

        // leads to itself
        public record Step(int Number, Step? Next); // once

        public record Story(string Line, Story? Rest);
        """);

    [Fact]
    public Task The_member_can_be_in_another_file() => Verify.Fix<PromptInterfaceAnalyzer, MakeMemberNullableCodeFix>(
        Prompt,
        Unmarked,
        "Make 'Next' nullable",
        static test =>
        {
            test.TestState.Sources.Add(("Step.cs", "public record Step(string Action, Step Next);"));
            test.FixedState.Sources.Add(("Step.cs", "public record Step(string Action, Step? Next);"));
        });

    [Theory]
    [InlineData("#nullable disable\npublic record Step(int Number, Step Next);")]
    [InlineData("public record Step : Base { public override required Step Next { get; init; } } public record Base { public virtual required Step Next { get; init; } }")]
    public Task Nothing_is_offered_where_the_type_cannot_be_nullable(string types) => Verify.NoFix<PromptInterfaceAnalyzer, MakeMemberNullableCodeFix>(Prompt + types);

    private static string Unmarked => Prompt.Replace("{|PG4003:", "", StringComparison.Ordinal).Replace("|}", "", StringComparison.Ordinal);
}
