using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using PromptGen.Generator.Analyzers;
using PromptGen.Generator.Pipeline;
using PromptGen.Generator.Schemas;

namespace PromptGen.Generator.Reading;

/// <summary>What was read of a prompt interface. The generator takes the model, the analyzer the diagnostics.</summary>
/// <param name="Interface">The model; null where no client can be written at all.</param>
/// <param name="ResultTypes">The types that need contracts.</param>
/// <param name="Diagnostics">What is wrong with it.</param>
internal sealed record InterfaceReading(
    PromptInterface? Interface, EquatableArray<ResultType> ResultTypes, IReadOnlyList<Diagnostic> Diagnostics);

/// <summary>Reads a prompt interface, for the generator and the analyzer alike.</summary>
internal static class InterfaceReader
{
    /// <summary>Whether a client is written for the interface: it declares a prompt, or says how inherited ones are sent.</summary>
    public static bool IsPromptInterface(INamedTypeSymbol type) =>
        type.TypeKind == TypeKind.Interface
        && (PromptsOf(type).Any() || KnownNames.OnInterfaces.Any(name => type.FindAttribute(name) is not null));

    /// <summary>The methods that carry <c>[Prompt]</c>, in the order of declaration.</summary>
    public static IEnumerable<IMethodSymbol> PromptsOf(INamedTypeSymbol type) =>
        type.GetMembers().OfType<IMethodSymbol>().Where(static method => method.FindAttribute(KnownNames.Prompt) is not null);

    public static InterfaceReading Read(INamedTypeSymbol type, Compilation compilation, CancellationToken cancellationToken)
    {
        var diagnostics = new List<Diagnostic>();
        var canExtend = CheckPartial(type, diagnostics, cancellationToken) & CheckExtensible(type, diagnostics);

        // Methods are read in any case, for their diagnostics.
        var resultTypes = new ResultTypes(compilation, cancellationToken);
        var methods = ImplementedMethods(type)
            .Select(method => MethodReader.Read(type, method, resultTypes, diagnostics, cancellationToken))
            .ToList();
        if (!canExtend)
            return new(null, default, diagnostics);

        return new(
            new(
                type.ContainingNamespace.ToDeclaration(),
                Containers(type).Select(static container => $"{Keyword(container)} {Identifiers.Escape(container.Name)}").ToEquatableArray(),
                Identifiers.Escape(type.Name),
                type.ToQualified(),
                RequestNames.Assign(methods).ToEquatableArray()),
            resultTypes.ToEquatableArray(),
            diagnostics);
    }

    private static IEnumerable<IMethodSymbol> ImplementedMethods(INamedTypeSymbol type) =>
        new[] { type }.Concat(type.AllInterfaces)
            .SelectMany(static t => t.GetMembers().OfType<IMethodSymbol>())
            .Where(static method => method is { MethodKind: MethodKind.Ordinary, IsStatic: false }
                && (method.IsAbstract || method.FindAttribute(KnownNames.Prompt) is not null));

    private static bool CheckPartial(INamedTypeSymbol type, List<Diagnostic> diagnostics, CancellationToken cancellationToken)
    {
        foreach (var part in Containers(type).Append(type))
        {
            var declarations = part.DeclaringSyntaxReferences.Select(reference => reference.GetSyntax(cancellationToken)).OfType<TypeDeclarationSyntax>();
            if (declarations.Any(static declaration => declaration.Modifiers.Any(SyntaxKind.PartialKeyword)))
                continue;
            diagnostics.Add(Diagnostic.Create(Rules.InterfaceNotPartial, type.LocationOrNone(), type.Name, part.Name));
            return false;
        }

        return true;
    }

    private static bool CheckExtensible(INamedTypeSymbol type, List<Diagnostic> diagnostics)
    {
        if (WhyNotExtensible(type) is not var (reason, at))
            return true;
        diagnostics.Add(Diagnostic.Create(Rules.InterfaceNotExtensible, at.LocationOrNone(), type.Name, reason));
        return false;
    }

    private static (string Reason, ISymbol At)? WhyNotExtensible(INamedTypeSymbol type)
    {
        if (type.IsFileLocal)
            return ("it is local to its file", type);
        if (Containers(type).Append(type).FirstOrDefault(static part => part.TypeParameters.Length > 0) is { } generic)
            return (generic.Equals(type, SymbolEqualityComparer.Default) ? "it is generic" : $"'{generic.Name}' around it is generic", type);
        foreach (var member in new[] { type }.Concat(type.AllInterfaces).SelectMany(static t => t.GetMembers()))
        {
            var at = member.ContainingType.Equals(type, SymbolEqualityComparer.Default) ? member : type;
            if (member.IsAbstract && member is IPropertySymbol or IEventSymbol)
                return ($"'{member.Name}' is not a method, and only methods can be prompts", at);
            if (member is IMethodSymbol { IsAbstract: true, IsStatic: true } && !member.ContainingType.Is(KnownNames.Namespace, "IPromptClient"))
                return ($"'{member.Name}' is static and abstract, and only instance methods can be prompts", at);
        }

        // The analyzer sees the interface with what was added to it.
        return type.GetMembers().FirstOrDefault(static member => member.Name is KnownNames.Requests or KnownNames.Client && !IsEmitted(member)) is { } clash
            ? ($"'{clash.Name}' is the name of a type that the compiler adds", clash)
            : null;
    }

    private static bool IsEmitted(ISymbol symbol) => symbol.GetAttributes().Any(static attribute =>
        attribute.AttributeClass?.Is("System.CodeDom.Compiler", "GeneratedCodeAttribute") == true
        && attribute.ConstructorArguments is [{ Value: KnownNames.Tool }, ..]);

    /// <summary>The types around a type, outermost first.</summary>
    private static IEnumerable<INamedTypeSymbol> Containers(INamedTypeSymbol type) =>
        type.ContainingType is { } container ? Containers(container).Append(container) : [];

    private static string Keyword(INamedTypeSymbol type) => type switch
    {
        { IsRecord: true, IsValueType: true } => "record struct",
        { IsRecord: true } => "record",
        { IsValueType: true } => "struct",
        { TypeKind: TypeKind.Interface } => "interface",
        _ => "class",
    };
}
