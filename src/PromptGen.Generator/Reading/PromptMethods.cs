using Microsoft.CodeAnalysis;

namespace PromptGen.Generator.Reading;

/// <summary>Finds the methods that a client has to do with.</summary>
internal static class PromptMethods
{
    /// <summary>Whether a client is written for the interface: it declares a prompt, or says how inherited ones are sent.</summary>
    public static bool IsPromptInterface(INamedTypeSymbol type) =>
        type.TypeKind == TypeKind.Interface
        && (DeclaredBy(type).Any() || KnownNames.OnInterfaces.Any(name => type.FindAttribute(name) is not null));

    /// <summary>The interface's own prompts, in the order of declaration; one with a body is meant to be one too.</summary>
    public static IEnumerable<IMethodSymbol> DeclaredBy(INamedTypeSymbol type) =>
        Marked(type).Where(static method => method is { MethodKind: MethodKind.Ordinary, IsStatic: false });

    /// <summary>What carries <c>[Prompt]</c> and can be no prompt, whatever it says.</summary>
    public static IEnumerable<(IMethodSymbol Method, string Reason)> Misplaced(INamedTypeSymbol type)
    {
        foreach (var method in Marked(type))
        {
            if (WhyMisplaced(type, method) is { } reason)
                yield return (method, reason);
        }
    }

    /// <summary>The methods that the client implements, inherited ones included.</summary>
    public static IEnumerable<IMethodSymbol> ImplementedBy(INamedTypeSymbol client) => new[] { client }.Concat(client.AllInterfaces)
        .SelectMany(static type => type.GetMembers().OfType<IMethodSymbol>())
        .Where(method => method is { MethodKind: MethodKind.Ordinary, IsStatic: false, IsAbstract: true, Name.Length: > 0 }
            && !IsImplemented(client, method)
            && !IsRepeated(method));

    /// <summary>Whether one of the interfaces implements an inherited member for all that inherit it.</summary>
    public static bool IsImplemented(INamedTypeSymbol client, ISymbol member) =>
        !SymbolEqualityComparer.Default.Equals(member.ContainingType, client)
        && client.FindImplementationForInterfaceMember(member) is { IsAbstract: false };

    private static IEnumerable<IMethodSymbol> Marked(INamedTypeSymbol type) =>
        type.GetMembers().OfType<IMethodSymbol>().Where(static method => method.FindAttribute(KnownNames.Prompt) is not null);

    private static string? WhyMisplaced(INamedTypeSymbol type, IMethodSymbol method) => method switch
    {
        _ when type.TypeKind != TypeKind.Interface => "it is not a method of an interface",
        { AssociatedSymbol: not null } => "it is an accessor",
        { MethodKind: MethodKind.ExplicitInterfaceImplementation } => "it implements another interface's method",
        { MethodKind: not MethodKind.Ordinary } => "it is an operator",
        { IsStatic: true } => "it is static",
        { IsPartialDefinition: true } => "it is partial",
        { IsAbstract: false } => "it has a body of its own",
        _ => null,
    };

    /// <summary>Whether a method is written down twice: that is the compiler's to report, and a client can have it once.</summary>
    private static bool IsRepeated(IMethodSymbol method) => method.ContainingType.GetMembers(method.Name).OfType<IMethodSymbol>()
        .TakeWhile(other => !other.Equals(method, SymbolEqualityComparer.Default))
        .Any(other => Signatures.Of(other) == Signatures.Of(method));
}
