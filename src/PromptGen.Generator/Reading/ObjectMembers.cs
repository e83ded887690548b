using Microsoft.CodeAnalysis;

namespace PromptGen.Generator.Reading;

/// <summary>A member of an object: its property or field, the constructor's parameter for it, and whether an initializer sets it.</summary>
internal readonly record struct MemberSymbol(ISymbol Symbol, ITypeSymbol Type, IParameterSymbol? Parameter, bool InInitializer);

/// <summary>Finds how an object is made: what its constructor takes, and what is set after it.</summary>
internal static class ObjectMembers
{
    private const string NoConstructor = "it has no constructor that all of its members fit: give it one public constructor whose parameters are members, or none, or mark one with [JsonConstructor]";

    /// <summary>
    /// The object's members: first what the constructor takes, in its order, then what an initializer sets, in the order of
    /// declaration, a base's before its own; or why it cannot be made, and what is to blame.
    /// </summary>
    public static (IReadOnlyList<MemberSymbol> Members, string? Problem, ISymbol? Culprit) Read(INamedTypeSymbol type, Compilation compilation)
    {
        if (FindConstructor(type, compilation) is not { } constructor)
            return ([], NoConstructor, null);
        if (constructor.IsForbidden())
            return ([], "its constructor's [Obsolete] makes its use an error", null);

        var open = MembersOf(type, compilation);
        var setsRequired = SetsRequired(constructor);
        var members = new List<MemberSymbol>();
        foreach (var parameter in constructor.Parameters)
        {
            var member = open.Find(m => m.Name == parameter.Name)
                ?? open.Find(m => string.Equals(m.Name, parameter.Name, StringComparison.OrdinalIgnoreCase));
            if (member is null || !SymbolEqualityComparer.IncludeNullability.Equals(TypeOf(member), parameter.Type) || parameter.RefKind != RefKind.None)
                return ([], NoConstructor, null);
            open.Remove(member);
            members.Add(new(member, parameter.Type, parameter, IsRequired(member) && !setsRequired));
        }

        if (constructor.Parameters.FirstOrDefault(parameter => members.Exists(member => SymbolEqualityComparer.Default.Equals(member.Parameter, parameter) && IsIgnored(member.Symbol))) is { } ignored)
            return ([], $"its constructor takes '{ignored.Name}', which its [JsonIgnore] leaves out", ignored);
        open.RemoveAll(IsIgnored);

        // What only computes is not part of the document; what is neither that nor can be set would get lost.
        if (open.Find(static member => IsLost(member)) is { } lost)
            return ([], $"'{lost.Name}' can be read, and nothing public sets it: give it a public setter or init, let the constructor take it, or leave it out with [JsonIgnore]", lost);
        members.AddRange(open.Where(IsSettable).Select(static member => new MemberSymbol(member, TypeOf(member), null, true)));

        var missing = setsRequired ? null : RequiredOf(type).FirstOrDefault(name => !members.Exists(member => member.InInitializer && member.Symbol.Name == name));
        return (members, missing is null ? null : $"its required member '{missing}' is not a public one that a document could set", null);
    }

    /// <summary>Whether a constructor sets what has to be set.</summary>
    public static bool SetsRequired(IMethodSymbol constructor) =>
        constructor.GetAttributes().Any(static attribute => attribute.AttributeClass?.Is("System.Diagnostics.CodeAnalysis", "SetsRequiredMembersAttribute") == true);

    /// <summary>What reads a property: an override may leave that to what it overrides.</summary>
    public static IMethodSymbol? GetterOf(IPropertySymbol property) =>
        property.GetMethod ?? (property.OverriddenProperty is { } overridden ? GetterOf(overridden) : null);

    /// <summary>The constructor that is marked, or else the only public one, or else the public one without parameters.</summary>
    private static IMethodSymbol? FindConstructor(INamedTypeSymbol type, Compilation compilation)
    {
        var all = type.InstanceConstructors.Where(constructor => !IsCopy(constructor, type) && compilation.IsSymbolAccessibleWithin(constructor, compilation.Assembly)).ToList();
        var marked = all.FindAll(static constructor => constructor.GetAttributes().Any(static attribute => attribute.AttributeClass?.Is(KnownNames.SerializationNamespace, "JsonConstructorAttribute") == true));
        if (marked.Count > 0)
            return marked.Count == 1 ? marked[0] : null;

        // A struct's own parameterless constructor gives way to one that was written.
        var constructors = all.FindAll(static constructor => constructor.DeclaredAccessibility == Accessibility.Public);
        if (type.IsValueType && constructors.Count > 1)
            constructors.RemoveAll(static constructor => constructor.IsImplicitlyDeclared && constructor.Parameters.Length == 0);
        return constructors.Count == 1 ? constructors[0] : constructors.Find(static constructor => constructor.Parameters.Length == 0);
    }

    private static bool IsCopy(IMethodSymbol constructor, INamedTypeSymbol type) =>
        type.IsRecord && constructor.Parameters.Length == 1 && SymbolEqualityComparer.Default.Equals(constructor.Parameters[0].Type, type);

    /// <summary>Public properties, and public fields that <c>[JsonInclude]</c> is on, those of bases first.</summary>
    private static List<ISymbol> MembersOf(INamedTypeSymbol type, Compilation compilation)
    {
        var members = type.BaseType is { SpecialType: SpecialType.None } baseType ? MembersOf(baseType, compilation) : [];
        foreach (var member in type.GetMembers().Where(member => compilation.IsSymbolAccessibleWithin(member, compilation.Assembly)))
        {
            // Whatever has the name of a base's member hides it, or overrides it.
            var hidden = members.FindIndex(known => known.Name == member.Name);
            var isMember = member is IPropertySymbol { IsStatic: false, IsIndexer: false, DeclaredAccessibility: Accessibility.Public }
                || (member is IFieldSymbol { IsStatic: false, DeclaredAccessibility: Accessibility.Public, IsReadOnly: false } && MemberAttributes.Read(member).IsIncluded);
            if (isMember && hidden < 0)
                members.Add(member);
            else if (isMember)
                members[hidden] = member;
            else if (hidden >= 0)
                members.RemoveAt(hidden);
        }

        return members;
    }

    private static ITypeSymbol TypeOf(ISymbol member) => member is IFieldSymbol field ? field.Type : ((IPropertySymbol)member).Type;

    private static bool IsIgnored(ISymbol member) => MemberAttributes.Read(member).IsIgnored;

    private static bool IsSettable(ISymbol member) => member is IFieldSymbol || SetterOf((IPropertySymbol)member) is { DeclaredAccessibility: Accessibility.Public };

    /// <summary>Whether a member is set by somebody, but not by who reads a document; or is a collection that is filled in place.</summary>
    private static bool IsLost(ISymbol member) => member is IPropertySymbol property && !IsSettable(member)
        && (SetterOf(property) is not null
        || (property.Type is not IArrayTypeSymbol && property.SetMethod is null && IsAuto(property) && (CollectionTypes.ListOf(property.Type) is not null || CollectionTypes.DictionaryOf(property.Type) is not null)));

    private static bool IsAuto(IPropertySymbol property) =>
        property.ContainingType.GetMembers().Any(member => member is IFieldSymbol { AssociatedSymbol: { } associated } && SymbolEqualityComparer.Default.Equals(associated, property));

    /// <summary>What sets a property: an override may leave that to what it overrides.</summary>
    private static IMethodSymbol? SetterOf(IPropertySymbol property) =>
        property.SetMethod ?? (property.OverriddenProperty is { } overridden ? SetterOf(overridden) : null);

    private static bool IsRequired(ISymbol member) => member is IPropertySymbol { IsRequired: true } or IFieldSymbol { IsRequired: true };

    public static IEnumerable<string> RequiredOf(INamedTypeSymbol type) => (type.BaseType is { } baseType ? RequiredOf(baseType) : [])
        .Concat(type.GetMembers().Where(IsRequired).Select(static member => member.Name));
}
