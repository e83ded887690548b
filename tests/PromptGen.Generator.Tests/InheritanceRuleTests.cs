namespace PromptGen.Generator.Tests;

/// <summary>What is inherited: who reports what is wrong with it, and what of it is implemented already.</summary>
public sealed class InheritanceRuleTests
{
    [Fact]
    public Task PG1003_says_what_an_inherited_method_lacks_where_no_one_else_does() => Verify.Analyzer("""
        public interface IPlain
        {
            Task<string> PlainAsync();
        }

        public partial interface {|PG1003:IAsk|} : IPlain
        {
            [Prompt("Ask")]
            Task<string> AskAsync();
        }

        public partial interface {|PG1003:IAskToo|} : IPlain
        {
            [Prompt("Ask")]
            Task<string> AskAsync();
        }
        """);

    [Fact]
    public Task A_prompt_that_is_wrong_is_reported_where_it_is_declared_alone() => Verify.Analyzer("""
        public partial interface IBase
        {
            [Prompt("Ask {|PG2002:{x}|}")]
            Task<string> AskAsync();
        }

        public partial interface IDerived : IBase
        {
            [Prompt("Ask")]
            Task<string> AskTooAsync();
        }
        """);

    [Fact]
    public Task A_role_is_reported_where_it_stands_for_inherited_prompts_too() => Verify.Analyzer("""
        public partial interface IBase
        {
            [Prompt("Ask {x}")]
            Task<string> AskAsync(string x);
        }

        [SystemRole("You are {|PG2002:{mood}|}.")]
        public partial interface IDerived : IBase;

        [SystemRole("You are {|PG2001:{|}x")]
        public partial interface IMalformed : IBase;
        """);

    [Fact]
    public Task A_malformed_role_is_reported_once() => Verify.Analyzer("""
        [SystemRole("You are {|PG2001:{|}x")]
        public partial interface IAsk
        {
            [Prompt("Ask")]
            Task<string> AskAsync();

            [Prompt("Ask")]
            Task<string> AskTooAsync();
        }
        """);

    [Fact]
    public async Task What_an_interface_implements_itself_is_left_to_it()
    {
        const string Source = """
            public interface IPlain
            {
                Task<string> PlainAsync();
                int Count { get; }
                event Action Done;
                static abstract void M();
            }

            public partial interface IBase
            {
                [Prompt("Ask")]
                Task<string> AskAsync();
            }

            public partial interface IDerived : IBase, IPlain
            {
                [Prompt("More")]
                Task<string> MoreAsync();

                Task<string> IBase.AskAsync() => Task.FromResult("mine");
                Task<string> IPlain.PlainAsync() => Task.FromResult("mine");
                int IPlain.Count => 1;
                event Action IPlain.Done { add { } remove { } }
                static void IPlain.M() { }
            }
            """;
        await Verify.Analyzer(Source);
        Assert.DoesNotContain("global::IBase.AskAsync()", GeneratorRun.Start(Verify.Usings + Source).EmittedText.Split("//// ").Single(static file => file.StartsWith("IDerived", StringComparison.Ordinal)), StringComparison.Ordinal);
    }

    [Fact]
    public Task What_an_interface_makes_abstract_again_is_implemented() => Verify.Analyzer("""
        public partial interface IBase
        {
            [Prompt("Ask")]
            Task<string> AskAsync();
        }

        public interface IMiddle : IBase
        {
            Task<string> IBase.AskAsync() => Task.FromResult("mine");
        }

        public partial interface IDerived : IMiddle
        {
            [Prompt("More")]
            Task<string> MoreAsync();

            abstract Task<string> IBase.AskAsync();
        }
        """);
}
