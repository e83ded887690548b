using Microsoft.CodeAnalysis;
using PromptGen.Generator.Templates;

namespace PromptGen.Generator.Reading;

/// <summary>A static member that examples are to come from.</summary>
internal sealed class ExampleMember(ITypeSymbol type, string name, INamedTypeSymbol client, Compilation compilation)
{
    private readonly ISymbol? _member = Find(type, name);

    /// <summary>The C# that reads it.</summary>
    public string Expression => $"{type.ToQualified()}.{Identifiers.Escape(name)}{(_member is IMethodSymbol ? "()" : "")}";

    /// <summary>Why there are no examples in it; null where there are.</summary>
    /// <param name="result">What the examples are to answer with; null where that is not known.</param>
    public string? WhyNotUsable(ITypeSymbol? result)
    {
        if (type is INamedTypeSymbol { IsUnboundGenericType: true })
            return "its type is generic; name that with its type arguments";
        var of = ValueOf(_member);
        if (of is null)
            return $"{type.ToReadable()} has no static property, field or method without parameters of this name{(Meant() is { } meant ? $"; '{meant}' may be meant" : "")}";
        if (!IsReachable(_member!))
            return "emitted code cannot reach it; make it internal or public";
        if (_member!.IsForbidden())
            return "its [Obsolete] makes its use an error";
        if (TypeAccess.WhyNotNameable(type, compilation) is { } reason)
            return reason;
        return result is null || of.IsUnknown() || Expected(result) is not { } expected || compilation.ClassifyCommonConversion(of, expected) is { Exists: true, IsImplicit: true, IsUserDefined: false }
            ? null
            : $"it is of type '{of.ToReadable()}', and examples are an 'IEnumerable<PromptExample<{result.ToReadable()}>>'";
    }

    private static ISymbol? Find(ITypeSymbol type, string name) =>
        Lineage(type).SelectMany(declaring => declaring.GetMembers(name)).OrderBy(static member => ValueOf(member) is null).FirstOrDefault();

    /// <summary>The type and those that it has static members from.</summary>
    private static IEnumerable<ITypeSymbol> Lineage(ITypeSymbol type)
    {
        for (var current = type; current is not null; current = current.BaseType)
            yield return current;
    }

    /// <summary>What reading a member gives; null where it cannot be read.</summary>
    private static ITypeSymbol? ValueOf(ISymbol? member) => member switch
    {
        IFieldSymbol { IsStatic: true } field => field.Type,
        IPropertySymbol { IsStatic: true, IsAbstract: false, GetMethod: not null } property => property.Type,
        IMethodSymbol { IsStatic: true, IsAbstract: false, MethodKind: MethodKind.Ordinary, Arity: 0, Parameters.IsEmpty: true, ReturnsVoid: false } method => method.ReturnType,
        _ => null,
    };

    private bool IsReachable(ISymbol member) =>
        TypeAccess.IsReachable(type, compilation)
        && compilation.IsSymbolAccessibleWithin(member, client)
        && (member is not IPropertySymbol { GetMethod: { } getter } || compilation.IsSymbolAccessibleWithin(getter, client));

    private string? Meant() => NearestName.Of(name, Lineage(type).SelectMany(static declaring => declaring.GetMembers()).Where(member => ValueOf(member) is not null && member.CanBeReferencedByName).Select(static member => member.Name));

    private INamedTypeSymbol? Expected(ITypeSymbol result) => compilation.GetTypeByMetadataName($"{KnownNames.Namespace}.{KnownNames.PromptExample}") is { } example
        ? compilation.GetSpecialType(SpecialType.System_Collections_Generic_IEnumerable_T).Construct(example.Construct(result))
        : null;
}
