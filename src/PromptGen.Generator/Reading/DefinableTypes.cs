using Microsoft.CodeAnalysis;

namespace PromptGen.Generator.Reading;

/// <summary>Tells which types get a definition of their own: records and enums that emitted code can make.</summary>
internal static class DefinableTypes
{
    /// <summary>Why a type gets none; null where it does.</summary>
    public static string? WhyNot(ITypeSymbol type, Compilation compilation)
    {
        if (type.TypeKind == TypeKind.Error)
            return "that is not known here: misspelt, or made by another generator, whose output this one cannot see";
        if (type is not INamedTypeSymbol named || (type.TypeKind != TypeKind.Enum && !type.IsRecord))
            return "only texts, truth values, numbers, dates and times, Guid, Uri, bytes, enums, records, and arrays and lists of these have a schema";
        if (named.IsGenericType)
            return "it is generic";
        if (named.IsAbstract)
            return "it is abstract";
        if (!TypeAccess.IsReachable(type, compilation))
            return "emitted code cannot reach that; make it internal or public";
        return TypeAccess.WhyNotNameable(type, compilation)
            ?? MemberAttributes.Read(type).Problem
            ?? (type.TypeKind == TypeKind.Enum ? WhyNotEnum(type) : null);
    }

    /// <summary>The fields of an enum; one that is still to be named is not there yet.</summary>
    public static IEnumerable<IFieldSymbol> EnumFields(ITypeSymbol type) =>
        type.GetMembers().OfType<IFieldSymbol>().Where(static field => field is { HasConstantValue: true, Name.Length: > 0 });

    private static string? WhyNotEnum(ITypeSymbol type)
    {
        if (type.GetAttributes().Any(static a => a.AttributeClass?.Is("System", "FlagsAttribute") == true))
            return "it is an enum of flags";
        var fields = EnumFields(type).ToList();
        return fields.Count == 0
            ? "it is an enum without members"
            : fields.Select(static field => MemberAttributes.Read(field).Problem is { } problem ? $"of its '{field.Name}' {problem}" : null).FirstOrDefault(static problem => problem is not null);
    }
}
