using Microsoft.CodeAnalysis;

namespace PromptGen.Generator.Reading;

/// <summary>Tells which types get a definition of their own: enums, and objects that emitted code can make or tell apart.</summary>
internal static class DefinableTypes
{
    private const string WhatIs = "only texts, truth values, numbers, dates and times, Guid, Uri, bytes, enums, classes, structs and records, tuples, and lists, sets and dictionaries of these have a schema";

    /// <summary>Why a type gets none; null where it does.</summary>
    public static string? WhyNot(ITypeSymbol type, Compilation compilation)
    {
        if (type.IsUnknown())
            return "that is not known here: misspelt, or made by another generator, whose output this one cannot see";
        if (type is not INamedTypeSymbol { TypeKind: TypeKind.Enum or TypeKind.Class or TypeKind.Struct or TypeKind.Interface, IsStatic: false, IsRefLikeType: false } named || IsFrameworks(named))
            return WhatIs;
        if (type.HasPart(static part => part.TypeKind == TypeKind.TypeParameter))
            return "it is generic, and what it is made of is not known";
        if (type.TypeKind != TypeKind.Enum && named.AllInterfaces.Any(static contract => contract.SpecialType == SpecialType.System_Collections_IEnumerable))
            return "it is a collection of its own kind, which PromptGen cannot fill";
        if (!TypeAccess.IsReachable(type, compilation))
            return "emitted code cannot reach that; make it internal or public";
        return TypeAccess.WhyNotNameable(type, compilation)
            ?? MemberAttributes.Read(type).Problem
            ?? (type.TypeKind == TypeKind.Enum ? WhyNotEnum(type) : null);
    }

    /// <summary>Whether it is the framework's: those have no shape that anybody meant for documents, except those made for users' data.</summary>
    private static bool IsFrameworks(INamedTypeSymbol type)
    {
        if (type.SpecialType is not SpecialType.None and not SpecialType.System_Nullable_T)
            return true;
        if (type.TypeKind == TypeKind.Enum || type.IsTupleType || type.Is("System.Collections.Generic", "KeyValuePair"))
            return false;
        var space = type.ContainingNamespace;
        while (space is { IsGlobalNamespace: false, ContainingNamespace.IsGlobalNamespace: false })
            space = space.ContainingNamespace;
        return space is { IsGlobalNamespace: false, Name: "System" };
    }

    private static string? WhyNotEnum(ITypeSymbol type)
    {
        var fields = EnumMembers.All(type).ToList();
        return fields.Count == 0
            ? "it is an enum without members"
            : fields.Select(static field => MemberAttributes.Read(field).Problem is { } problem ? $"of its '{field.Name}' {problem}" : null).FirstOrDefault(static problem => problem is not null);
    }
}
