using Microsoft.CodeAnalysis;
using PromptGen.Generator.Analyzers;
using PromptGen.Generator.Examples;
using PromptGen.Generator.Pipeline;
using PromptGen.Generator.Templates;

namespace PromptGen.Generator.Reading;

/// <summary>Reads the examples of a prompt, and holds their answers to what the prompt returns.</summary>
internal sealed class ExampleReader(
    INamedTypeSymbol client,
    IMethodSymbol method,
    (ReturnShape Returns, ITypeSymbol Type, ContractSource? Contract)? result,
    ResultTypes resultTypes,
    MethodProblems problems,
    CancellationToken cancellationToken)
{
    /// <summary>The place of the answer among the parameters of an example's attribute.</summary>
    private const int Assistant = 1;

    public IEnumerable<MessageTemplate> Read() => method.GetAttributes().SelectMany(attribute => attribute.AttributeClass switch
    {
        { Name: KnownNames.Example } type when type.Is(KnownNames.Namespace, KnownNames.Example) => ReadWritten(attribute),
        { Name: KnownNames.Examples } type when type.Is(KnownNames.Namespace, KnownNames.Examples) => ReadMember(attribute),
        _ => [],
    });

    /// <summary>An example that is written down as text.</summary>
    private IEnumerable<MessageTemplate> ReadWritten(AttributeData attribute)
    {
        if (attribute.IsBroken() || attribute.ConstructorArguments is not [var asked, var answered])
        {
            problems.Fail();
            return [];
        }

        // One that is null against its annotation is no text.
        var (user, assistant) = (asked.Value as string ?? "", answered.Value as string ?? "");
        if (result?.Contract is { } contract)
        {
            var source = new ArgumentTemplate(assistant, attribute, resultTypes.Compilation, cancellationToken, Assistant);
            foreach (var (range, reason) in Check(assistant, contract))
                problems.ReportTemplate(Rules.ExampleDoesNotFit, method, source.Locate(range), [], problems.MethodName, reason);
        }

        return [Message("User", PartKind.Text, TextNormalizer.Normalize(user)), Message("Assistant", PartKind.Text, TextNormalizer.Normalize(assistant))];
    }

    /// <summary>What is wrong with an answer. Of what a JSON context reads, nothing is known but that it is JSON.</summary>
    private IReadOnlyList<TextProblem> Check(string answer, ContractSource contract) => contract.WireName is null
        ? AnswerChecker.Check(answer, resultTypes.PartsOf(contract.Class))
        : AnswerChecker.CheckSyntax(answer) is { } problem ? [problem] : [];

    /// <summary>Examples that a static member gives.</summary>
    private IEnumerable<MessageTemplate> ReadMember(AttributeData attribute)
    {
        if (attribute.IsBroken() || NameOf(attribute) is not var (type, name) || type is not INamedTypeSymbol { IsUnboundGenericType: true } && type.IsUnknown())
        {
            problems.Fail();
            return [];
        }

        var member = new ExampleMember(type, name, client, resultTypes.Compilation);
        if (member.WhyNotUsable(result?.Type) is { } reason)
        {
            var at = AttributeArguments.Find(attribute, attribute.ConstructorArguments.Length - 1, cancellationToken)?.GetLocation() ?? Location.None;
            problems.ReportTemplate(Rules.ExamplesNotUsable, method, at, [], problems.MethodName, name, reason);
            return [];
        }

        return [Message("Assistant", PartKind.Examples, member.Expression)];
    }

    private (ITypeSymbol Type, string Name)? NameOf(AttributeData attribute) => attribute.ConstructorArguments switch
    {
        [var name] => (method.ContainingType, name.Value as string ?? ""),
        [var type, var name] => (type.Value as ITypeSymbol ?? method.ContainingType, name.Value as string ?? ""),
        _ => null,
    };

    private static MessageTemplate Message(string role, PartKind kind, string text) => new(role, new[] { new MessagePart(kind, text) }.ToEquatableArray());
}
