using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using PromptGen.Generator.Pipeline;
using PromptGen.Generator.Reading;

namespace PromptGen.Benchmarks.Compile;

/// <summary>An interface of prompts.</summary>
internal sealed record FloorClient(string Namespace, string Name, EquatableArray<FloorMethod> Methods);

/// <summary>A prompt.</summary>
/// <param name="Name">The method.</param>
/// <param name="Returns">What it returns.</param>
/// <param name="Template">Its text.</param>
/// <param name="Settings">The attribute's properties, as C#.</param>
/// <param name="Schema">The schema of its value; null where that is a text.</param>
/// <param name="Parameters">The method's parameters.</param>
internal sealed record FloorMethod(string Name, string Returns, string Template, string Settings, string? Schema, EquatableArray<FloorParameter> Parameters);

internal sealed record FloorParameter(string Type, string Name);

internal static class FloorReader
{
    /// <summary>The interface of a prompt, if that is its first: so each is read once.</summary>
    public static FloorClient? Read(IMethodSymbol prompt, CancellationToken cancellationToken)
    {
        var methods = new List<FloorMethod>();
        foreach (var member in prompt.ContainingType.GetMembers())
        {
            cancellationToken.ThrowIfCancellationRequested();
            if (member is not IMethodSymbol method || method.FindAttribute(KnownNames.Prompt) is not { } attribute)
                continue;
            if (methods.Count == 0 && !SymbolEqualityComparer.Default.Equals(method, prompt))
                return null;
            methods.Add(Read(method, attribute));
        }

        return new(prompt.ContainingNamespace.ToDisplayString(), prompt.ContainingType.Name, methods.ToEquatableArray());
    }

    private static FloorMethod Read(IMethodSymbol method, AttributeData attribute)
    {
        var value = ValueOf(method.ReturnType);
        return new(
            method.Name,
            method.ReturnType.ToQualified(),
            attribute.ConstructorArguments is [{ Value: string template }] ? template : "",
            string.Join(", ", attribute.NamedArguments.Select(static argument => $"{argument.Key} = {argument.Value.ToCSharpString()}")),
            value.SpecialType == SpecialType.System_String ? null : FloorSchema.Write(value),
            method.Parameters.Select(static parameter => new FloorParameter(parameter.Type.ToQualified(), parameter.Name)).ToEquatableArray());
    }

    /// <summary>What is left without the task, the stream, and the result around it.</summary>
    private static ITypeSymbol ValueOf(ITypeSymbol type) =>
        type is INamedTypeSymbol { Name: "Task" or "ValueTask" or "IAsyncEnumerable" or KnownNames.PromptResult, TypeArguments: [var value] } ? ValueOf(value) : type;
}
