using System.Runtime.CompilerServices;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;

namespace PromptGen.Generator.Reading;

/// <summary>Tells whether emitted code, which names every type from the root, can name a type.</summary>
internal static class TypeAccess
{
    /// <summary>What is wrong with a name that has blanks and the like, as other languages allow.</summary>
    public const string NotInCSharp = "C# cannot write its name";

    // A compilation's own table: the references are looked through once, not for every parameter.
    private static readonly ConditionalWeakTable<Compilation, HashSet<ISymbol>> AliasedAssemblies = new();

    /// <summary>Why nothing that mentions the type can be emitted; null where it can.</summary>
    public static string? WhyNotNameable(ITypeSymbol type, Compilation compilation)
    {
        string? reason = null;
        type.HasPart(part => (reason = WhyNotItself(part, compilation)) is not null);
        return reason;
    }

    /// <summary>Whether the assembly's own code can reach the type, wherever it stands.</summary>
    public static bool IsReachable(ITypeSymbol type, Compilation compilation) =>
        !type.HasPart(part => part is INamedTypeSymbol named && !IsPublic(named) && (!compilation.IsSymbolAccessibleWithin(named, compilation.Assembly) || named.IsInFileLocal()));

    /// <summary>Whether all code can reach the type, its arguments aside. Asked that, the compiler first looks for the type's assembly among all references.</summary>
    private static bool IsPublic(INamedTypeSymbol type)
    {
        for (var current = type; current is not null; current = current.ContainingType)
        {
            if (current.DeclaredAccessibility != Accessibility.Public)
                return false;
        }

        return true;
    }

    private static string? WhyNotItself(ITypeSymbol type, Compilation compilation)
    {
        if (type.SpecialType != SpecialType.None)
            return null;
        if (type.TypeKind is TypeKind.Pointer or TypeKind.FunctionPointer)
            return "a pointer needs code that is unsafe";
        if (type is not INamedTypeSymbol { TypeKind: not TypeKind.Error } named)
            return null;
        if (named.ContainingAssembly is { } assembly && AliasedAssemblies.GetValue(compilation, FindAliased).Contains(assembly))
            return "its assembly is referenced under an alias alone, which emitted code does not have";
        for (var current = named; current is not null; current = current.ContainingType)
        {
            if (current.Name.Length > 0 && !SyntaxFacts.IsValidIdentifier(current.Name))
                return NotInCSharp;
            if (current.IsForbidden())
                return "its [Obsolete] makes its use an error";
        }

        return null;
    }

    private static HashSet<ISymbol> FindAliased(Compilation compilation)
    {
        var aliased = new HashSet<ISymbol>(SymbolEqualityComparer.Default);
        foreach (var reference in compilation.References.Where(static reference => !reference.Properties.Aliases.IsDefaultOrEmpty))
        {
            if (!reference.Properties.Aliases.Contains("global") && compilation.GetAssemblyOrModuleSymbol(reference) is IAssemblySymbol assembly)
                aliased.Add(assembly);
        }

        return aliased;
    }
}
