using System.Text;
using PromptGen.Generator.Examples;

namespace PromptGen.Generator.Tests.Contracts;

/// <summary>What the compiler says of an answer that is written down is what the reader says of it when it comes.</summary>
public sealed class AnswerCheckerTests
{
    private const int DocumentsPerType = 20;

    [Fact]
    public void An_answer_that_is_read_is_never_refused_and_hardly_any_other_is_taken()
    {
        var (refused, missed) = (0, 0);
        for (var i = 0; i < RandomContracts.Count; i++)
        {
            var contract = RandomContracts.Full(i);
            var documents = new RandomDocuments(contract.Model, new Random(RandomContracts.Seed + i));
            for (var j = 0; j < DocumentsPerType; j++)
            {
                var document = documents.Next();
                var text = (j % 2 == 0 ? document : documents.Change(document)).ToString();
                var isRead = contract.TryRead(Encoding.UTF8.GetBytes(text), out _, out var violations);
                var problems = AnswerChecker.Check(text, contract.Model.Definitions);
                Assert.True(!isRead || problems.Count == 0, $"Seed {RandomContracts.Seed}, {contract.Type}: {text}\n{string.Join(" ", problems)}");
                Assert.All(problems, problem => Assert.InRange(problem.Range.End, problem.Range.Start, text.Length));
                refused += isRead ? 0 : 1;
                missed += !isRead && problems.Count == 0 ? 1 : 0;
            }
        }

        // Formats whose grammar only the runtime has, and sets of more than texts.
        Assert.InRange(refused, RandomContracts.Count * DocumentsPerType / 10, RandomContracts.Count * DocumentsPerType);
        Assert.InRange(missed, 0, refused / 20);
    }

    [Theory]
    [InlineData("", 0, 0, "a value should stand here")]
    [InlineData("{\"a\":1,}", 7, 1, "a member's name in double quotes should stand here")]
    [InlineData("{\"a\" 1}", 5, 1, "':' should stand here")]
    [InlineData("[1 2]", 3, 1, "',' or ']' should stand here")]
    [InlineData("[01]", 2, 1, "',' or ']' should stand here")]
    [InlineData("[1.]", 3, 1, "a digit should stand here")]
    [InlineData("[1] 2", 4, 1, "the end should stand here")]
    [InlineData("[\"a]", 3, 1, "'\"', which ends the text should stand here")]
    [InlineData("[\"\\x\"]", 3, 1, "one of the escapes that JSON has should stand here")]
    [InlineData("['a']", 1, 1, "a value should stand here")]
    public void What_is_no_JSON_is_told_where_it_ceases_to_be(string text, int start, int length, string expected) =>
        Assert.Equal(new TextProblem(new(start, length), "it is no JSON: " + expected), AnswerChecker.CheckSyntax(text));

    [Fact]
    public void Half_a_character_is_told_by_its_text()
    {
        Assert.Equal(new TextProblem(new(3, 1), "half of a surrogate pair is no character"), AnswerChecker.CheckSyntax("[1,\"\\ud83d\"]"));
        Assert.Null(AnswerChecker.CheckSyntax("[1,\"\\ud83d\\ude00\"]"));
    }

    [Fact]
    public void A_text_without_end_ends() => Assert.NotNull(AnswerChecker.CheckSyntax(new string('[', 100_000)));
}
