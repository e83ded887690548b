using Microsoft.CodeAnalysis;
using PromptGen.Generator.Analyzers;
using PromptGen.Generator.Examples;
using PromptGen.Generator.Pipeline;
using PromptGen.Generator.Templates;

namespace PromptGen.Generator.Reading;

/// <summary>Reads the examples of a prompt, and holds their answers to what the prompt returns.</summary>
internal static class ExampleReader
{
    /// <summary>The place of the answer among the attribute's parameters.</summary>
    private const int Assistant = 1;

    public static IEnumerable<MessageTemplate> Read(
        IMethodSymbol method, (ReturnShape Returns, string Type, ContractSource? Contract)? result, ResultTypes resultTypes, MethodProblems problems, CancellationToken cancellationToken)
    {
        foreach (var attribute in method.GetAttributes().Where(static attribute => attribute.AttributeClass?.Is(KnownNames.Namespace, KnownNames.Example) == true))
        {
            if (attribute.IsBroken() || attribute.ConstructorArguments is not [{ Value: string user }, { Value: string assistant }])
            {
                problems.Fail();
                continue;
            }

            if (result?.Contract is { } contract)
            {
                var source = new ArgumentTemplate(assistant, attribute, resultTypes.Compilation, cancellationToken, Assistant);
                foreach (var (range, reason) in Check(assistant, contract, resultTypes))
                    problems.ReportTemplate(Rules.ExampleDoesNotFit, method, source.Locate(range), [], problems.MethodName, reason);
            }

            yield return Message("User", user);
            yield return Message("Assistant", assistant);
        }
    }

    /// <summary>What is wrong with an answer. Of what a JSON context reads, nothing is known but that it is JSON.</summary>
    private static IReadOnlyList<TextProblem> Check(string answer, ContractSource contract, ResultTypes resultTypes) => contract.WireName is null
        ? AnswerChecker.Check(answer, resultTypes.PartsOf(contract.Class))
        : AnswerChecker.CheckSyntax(answer) is { } problem ? [problem] : [];

    private static MessageTemplate Message(string role, string text) => new(role, new[] { new MessagePart(PartKind.Text, TextNormalizer.Normalize(text)) }.ToEquatableArray());
}
