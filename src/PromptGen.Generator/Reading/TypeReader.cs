using Microsoft.CodeAnalysis;
using PromptGen.Generator.Pipeline;
using PromptGen.Generator.Schemas;

namespace PromptGen.Generator.Reading;

/// <summary>Why a type cannot be described.</summary>
/// <param name="Reason">What is wrong, and with which member.</param>
/// <param name="Location">Where that is declared, if it is in source.</param>
/// <param name="IsCompilers">Whether the compiler itself reports it.</param>
/// <param name="IsEndless">Whether the type has a schema, but none of its documents ever ends.</param>
internal sealed record TypeProblem(string Reason, Location? Location, bool IsCompilers = false, bool IsEndless = false);

/// <summary>Reads a result type, and every type that it is made of.</summary>
internal sealed class TypeReader
{
    private readonly Compilation _compilation;
    private readonly CancellationToken _cancellationToken;
    private readonly Dictionary<ITypeSymbol, int> _seen = new(SymbolEqualityComparer.Default);
    private readonly List<TypeDefinition> _definitions = [];
    private TypeProblem? _problem;

    private TypeReader(Compilation compilation, CancellationToken cancellationToken)
    {
        _compilation = compilation;
        _cancellationToken = cancellationToken;
    }

    /// <summary>The result type with its definitions, its own first; or why it cannot be described.</summary>
    public static (EquatableArray<TypeDefinition> Definitions, TypeProblem? Problem) Read(
        ITypeSymbol type, Compilation compilation, CancellationToken cancellationToken)
    {
        var reader = new TypeReader(compilation, cancellationToken);
        reader.ReadRoot(type);
        return (reader._definitions.ToEquatableArray(), reader._problem);
    }

    /// <summary>The shape of any value, with the definitions that it needs; or why it has none.</summary>
    public static (TypeShape? Shape, EquatableArray<TypeDefinition> Definitions, TypeProblem? Problem) ReadArgument(
        ITypeSymbol type, Compilation compilation, CancellationToken cancellationToken)
    {
        var reader = new TypeReader(compilation, cancellationToken);
        var shape = reader.ReadShape(type, default, type.ToReadable(), type);
        return (shape, reader._definitions.ToEquatableArray(), reader._problem);
    }

    private void ReadRoot(ITypeSymbol type)
    {
        var name = type.ToReadable();
        var shape = ReadShape(type, default, name, type);
        if (shape is null)
            return;
        if (_definitions.Count == 0 || _definitions[0] is not ObjectDefinition || shape is not DefinedShape { IsNullable: false })
        {
            Fail(name, type, "only strings and records can be results; put this into a record's member", type);
            return;
        }

        if (FiniteValues.FindEndless(_definitions) is { } endless)
        {
            var member = $"{endless.Definition.Name}.{endless.Member.Name}";
            _problem = new($"'{member}' leads to itself without end; make a member on the way nullable, or a list", LocationOf(endless), IsEndless: true);
        }
    }

    private Location? LocationOf((ObjectDefinition Definition, ObjectMember Member) member)
    {
        var type = (INamedTypeSymbol)_seen.First(seen => _definitions[seen.Value] == member.Definition).Key;
        return RecordMembers.Read(type, _compilation).Members.First(found => found.Property.Name == member.Member.Name).Property.LocationInSource();
    }

    /// <summary>The shape of a value; null, and the problem noted, where it has none.</summary>
    private TypeShape? ReadShape(ITypeSymbol type, MemberAttributes attributes, string path, ISymbol declaration)
    {
        var isNullable = type.NullableAnnotation == NullableAnnotation.Annotated;
        if (type is INamedTypeSymbol { OriginalDefinition.SpecialType: SpecialType.System_Nullable_T } nullable)
            type = nullable.TypeArguments[0];
        if (attributes.Range?.IsBroken() == true)
        {
            _problem ??= new("its [Range] does not compile", null, IsCompilers: true);
            return null;
        }

        if (attributes.Range is not null && NumberKindOf(type) is null)
            return Fail(path, type, "[Range] is for numbers", declaration);

        switch (type.SpecialType)
        {
            case SpecialType.System_String:
                return new TextShape(isNullable);
            case SpecialType.System_Boolean:
                return new BooleanShape(isNullable);
        }

        if (NumberKindOf(type) is { } kind)
        {
            if (NumberRanges.TryRead(attributes.Range, kind, out var range))
                return new NumberShape(kind, range, isNullable);
            return Fail(path, type, "its [Range] admits no value, or is not one of numbers", declaration);
        }

        if (FormOf(type) is { } form)
            return new FormShape(form, type.WithNullableAnnotation(NullableAnnotation.NotAnnotated).ToQualified(), isNullable);

        if (ItemTypeOf(type) is { } itemType)
        {
            return ReadShape(itemType, default, path + "[]", declaration) is { } item
                ? new ListShape(type.WithNullableAnnotation(NullableAnnotation.NotAnnotated).ToQualified(), item, type is IArrayTypeSymbol, isNullable)
                : null;
        }

        return ReadDefined(type, path, declaration) is { } definition
            ? new DefinedShape(definition.TypeName, definition.Contract, isNullable)
            : null;
    }

    private TypeDefinition? ReadDefined(ITypeSymbol type, string path, ISymbol declaration)
    {
        _cancellationToken.ThrowIfCancellationRequested();
        if (DefinableTypes.WhyNot(type, _compilation) is { } reason)
        {
            Fail(path, type, reason, declaration);
            return null;
        }

        if (_seen.TryGetValue(type, out var index))
            return _definitions[index];

        // The place is taken before the members are read, so that a type can contain itself.
        var named = (INamedTypeSymbol)type;
        var typeName = named.WithNullableAnnotation(NullableAnnotation.NotAnnotated).ToQualified();
        var contract = ContractNames.Of(named, _compilation);
        if (_definitions.Exists(definition => definition.Contract == contract) || HidingType(named) is not null)
        {
            Fail(path, type, "another type has the same full name", declaration);
            return null;
        }

        index = _definitions.Count;
        _seen.Add(type, index);
        if (type.TypeKind == TypeKind.Enum)
        {
            _definitions.Add(new EnumDefinition(
                typeName, contract, type.Name, DefinableTypes.EnumFields(named).Select(static field => field.Name).ToEquatableArray()));
            return _definitions[index];
        }

        _definitions.Add(new ObjectDefinition(typeName, contract, type.Name, default));
        if (ReadMembers(named, path) is not { } members)
            return null;
        return _definitions[index] = new ObjectDefinition(typeName, contract, type.Name, members);
    }

    private EquatableArray<ObjectMember>? ReadMembers(INamedTypeSymbol type, string path)
    {
        var (properties, problem) = RecordMembers.Read(type, _compilation);
        if (properties.Count == 0)
            problem ??= "it has no members";
        if (problem is not null)
        {
            Fail(path, type, problem, type);
            return null;
        }

        var members = new List<ObjectMember>(properties.Count);
        var names = new HashSet<string>(StringComparer.Ordinal);
        foreach (var (property, parameter, inInitializer) in properties)
        {
            var attributes = MemberAttributes.ReadMember(property, parameter);
            var memberPath = path + "." + property.Name;
            var jsonName = NamingPolicy.CamelCase(property.Name);
            if (property.Name.Length == 0)
                _problem ??= new("a member of it has no name", null, IsCompilers: true);
            else if (attributes.Problem is { } reason)
                Fail(memberPath, property.Type, reason, property);
            else if (RecordMembers.GetterOf(property) is not { DeclaredAccessibility: Accessibility.Public })
                Fail(memberPath, property.Type, "it has no public getter", property);
            else if (!names.Add(jsonName))
                Fail(memberPath, property.Type, $"another member is named '{jsonName}' in JSON", property);
            else if (ReadShape(property.Type, attributes, memberPath, property) is { } shape)
                members.Add(new(property.Name, jsonName, shape, parameter is not null, inInitializer));
            if (_problem is not null)
                return null;
        }

        return members.ToEquatableArray();
    }

    /// <summary>The assembly's own type of the same name as another assembly's: it is the one that emitted code would find.</summary>
    private INamedTypeSymbol? HidingType(INamedTypeSymbol type)
    {
        if (SymbolEqualityComparer.Default.Equals(type.ContainingAssembly, _compilation.Assembly))
            return null;
        return _compilation.Assembly.GetTypeByMetadataName(type.ToMetadataName());
    }

    private static NumberKind? NumberKindOf(ITypeSymbol type) => type.SpecialType switch
    {
        SpecialType.System_SByte => NumberKind.SByte,
        SpecialType.System_Byte => NumberKind.Byte,
        SpecialType.System_Int16 => NumberKind.Int16,
        SpecialType.System_UInt16 => NumberKind.UInt16,
        SpecialType.System_Int32 => NumberKind.Int32,
        SpecialType.System_UInt32 => NumberKind.UInt32,
        SpecialType.System_Int64 => NumberKind.Int64,
        SpecialType.System_UInt64 => NumberKind.UInt64,
        SpecialType.System_Single => NumberKind.Single,
        SpecialType.System_Double => NumberKind.Double,
        SpecialType.System_Decimal => NumberKind.Decimal,
        _ => null,
    };

    private static TextForm? FormOf(ITypeSymbol type) => type switch
    {
        { SpecialType: SpecialType.System_Char } => TextForm.Char,
        { SpecialType: SpecialType.System_DateTime } => TextForm.DateTime,
        IArrayTypeSymbol { Rank: 1, ElementType.SpecialType: SpecialType.System_Byte } => TextForm.Bytes,
        _ when type.Is("System.Numerics", "BigInteger") => TextForm.BigInteger,
        INamedTypeSymbol { Arity: 0 } when type.Is("System", type.Name) => type.Name switch
        {
            "DateTimeOffset" => TextForm.DateTimeOffset,
            "DateOnly" => TextForm.DateOnly,
            "TimeOnly" => TextForm.TimeOnly,
            "TimeSpan" => TextForm.TimeSpan,
            "Guid" => TextForm.Guid,
            "Uri" => TextForm.Uri,
            "Int128" => TextForm.Int128,
            "UInt128" => TextForm.UInt128,
            _ => null,
        },
        _ => null,
    };

    /// <summary>The items' type of an array, a List or an interface that a List fills; null for what is none of these.</summary>
    private static ITypeSymbol? ItemTypeOf(ITypeSymbol type) => type switch
    {
        IArrayTypeSymbol { Rank: 1 } array => array.ElementType,
        INamedTypeSymbol { TypeArguments.Length: 1 } list when list.OriginalDefinition.SpecialType is
            SpecialType.System_Collections_Generic_IEnumerable_T or
            SpecialType.System_Collections_Generic_ICollection_T or
            SpecialType.System_Collections_Generic_IList_T or
            SpecialType.System_Collections_Generic_IReadOnlyCollection_T or
            SpecialType.System_Collections_Generic_IReadOnlyList_T || list.Is("System.Collections.Generic", "List") => list.TypeArguments[0],
        _ => null,
    };

    private TypeShape? Fail(string path, ITypeSymbol type, string reason, ISymbol declaration)
    {
        var typeName = type.ToReadable();
        _problem ??= new(
            path == typeName ? reason : $"'{path}' is of type '{typeName}', and {reason}",
            declaration.LocationInSource());
        return null;
    }
}
