using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;
using PromptGen.Generator.Reading;

namespace PromptGen.Generator.Analyzers;

/// <summary>The call of a prompt that parameters are made for.</summary>
/// <param name="Model">The model that the prompt is declared with; null where none is.</param>
/// <param name="HasSchema">Whether the answer has a schema; null where the prompt is none that works.</param>
/// <param name="IsStream">Whether the answer comes piece by piece.</param>
internal sealed record PromptCallSite(string? Model, bool? HasSchema, bool IsStream)
{
    /// <summary>The call that parameters are an argument of; null where they are none, or of a call of something else.</summary>
    public static PromptCallSite? Of(IOperation parameters)
    {
        var value = parameters;
        while (value.Parent is IConversionOperation or IConditionalOperation or ICoalesceOperation)
            value = value.Parent;
        return value.Parent is IArgumentOperation { Parent: IInvocationOperation call } && PromptOf(call) is var (method, client) && method.FindAttribute(KnownNames.Prompt) is { } prompt
            ? Of(prompt, method, client)
            : null;
    }

    /// <summary>The prompt that is called, and the interface by which it is; null where something else is called, or nobody knows by which.</summary>
    private static (IMethodSymbol Method, INamedTypeSymbol Client)? PromptOf(IInvocationOperation call) => call switch
    {
        { Instance.Type: INamedTypeSymbol client, TargetMethod: { ContainingType.TypeKind: TypeKind.Interface } method } => (method, client),
        { TargetMethod: { ContainingType: { Name: KnownNames.Requests, ContainingType: { TypeKind: TypeKind.Interface } client } } request } =>
            PromptMethods.ImplementedBy(client).FirstOrDefault(method => IsRequestOf(request, method)) is { } method ? (method, client) : null,
        _ => null,
    };

    /// <summary>Whether a method makes the request of a prompt: it has its name, perhaps without Async, and its parameters without the token.</summary>
    private static bool IsRequestOf(IMethodSymbol request, IMethodSymbol prompt) =>
        (prompt.Name == request.Name || prompt.Name == request.Name + "Async")
        && request.Parameters.Select(static parameter => parameter.Type).SequenceEqual(
            prompt.Parameters.Select(static parameter => parameter.Type).Where(static type => ParameterKinds.Of(type) != ParameterKind.Token), SymbolEqualityComparer.Default);

    private static PromptCallSite Of(AttributeData prompt, IMethodSymbol method, INamedTypeSymbol client)
    {
        var result = ReturnTypeReader.ReadShape(method);
        return new(
            SettingsReader.ModelOf(SettingsReader.Effective(prompt, client, method)),
            result is var (_, type) ? !ReturnTypeReader.IsPlainText(type) : null,
            result?.Returns.IsStream == true);
    }
}
