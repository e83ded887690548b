using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
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
    private const string RangeIsFor = "[Range] is for numbers, dates, times and durations";

    private readonly Compilation _compilation;
    private readonly NamingPolicy _naming;
    private readonly CancellationToken _cancellationToken;
    private readonly Dictionary<string, (ITypeSymbol Type, int Index)> _seen = new(StringComparer.Ordinal);
    private readonly List<TypeDefinition> _definitions = [];
    private TypeProblem? _problem;

    private TypeReader(Compilation compilation, NamingPolicy naming, CancellationToken cancellationToken)
    {
        _compilation = compilation;
        _naming = naming;
        _cancellationToken = cancellationToken;
    }

    /// <summary>The result type with its definitions, its own first; or why it cannot be described.</summary>
    public static (EquatableArray<TypeDefinition> Definitions, TypeProblem? Problem) Read(
        ITypeSymbol type, Compilation compilation, NamingPolicy naming, CancellationToken cancellationToken)
    {
        var reader = new TypeReader(compilation, naming, cancellationToken);
        reader.ReadRoot(type);
        return (reader._definitions.ToEquatableArray(), reader._problem);
    }

    /// <summary>The shape of any value, with the definitions that it needs; or why it has none.</summary>
    public static (TypeShape? Shape, EquatableArray<TypeDefinition> Definitions, TypeProblem? Problem) ReadArgument(
        ITypeSymbol type, Compilation compilation, NamingPolicy naming, CancellationToken cancellationToken)
    {
        var reader = new TypeReader(compilation, naming, cancellationToken);
        var shape = reader.ReadShape(type, MemberAttributes.None, type.ToReadable(), type);
        return (shape, reader._definitions.ToEquatableArray(), reader._problem);
    }

    private void ReadRoot(ITypeSymbol type)
    {
        if (ReadShape(type, MemberAttributes.None, type.ToReadable(), type) is not { } shape)
            return;
        if (!TypeAccess.IsReachable(type, _compilation) || TypeAccess.WhyNotNameable(type, _compilation) is not null)
        {
            Fail(type.ToReadable(), type, "emitted code cannot name that", type);
            return;
        }

        // Servers want an object: whatever is none becomes the one member of one.
        if (shape is not DefinedShape { IsNullable: false } || _definitions[0] is not ObjectDefinition)
        {
            var contract = $"{ContractNames.Of(type, _compilation, _naming)}_{(shape.IsNullable ? "OrNull" : "Wrapped")}";
            _definitions.Insert(0, new WrappedDefinition(type.ToQualified(), contract, ContractNames.ShortName(type), shape));
        }

        if (FiniteValues.FindEndless(_definitions) is { } endless)
        {
            var member = $"{endless.Definition.Name}.{endless.Member.Name}";
            _problem = new($"'{member}' leads to itself without end; make a member on the way nullable, or a list", LocationOf(endless), IsEndless: true);
        }
    }

    private Location? LocationOf((ObjectDefinition Definition, ObjectMember Member) member) => _seen.TryGetValue(member.Definition.Contract, out var seen)
        ? ObjectMembers.Read((INamedTypeSymbol)seen.Type, _compilation).Members.FirstOrDefault(found => found.Symbol.Name == member.Member.Name).Symbol?.LocationInSource()
        : null;

    /// <summary>The shape of a value; null, and the problem noted, where it has none.</summary>
    private TypeShape? ReadShape(ITypeSymbol type, MemberAttributes attributes, string path, ISymbol declaration)
    {
        var isNullable = type.NullableAnnotation == NullableAnnotation.Annotated;
        if (type is INamedTypeSymbol { OriginalDefinition.SpecialType: SpecialType.System_Nullable_T } nullable)
            (type, isNullable) = (nullable.TypeArguments[0], true);
        type = type.WithNullableAnnotation(NullableAnnotation.NotAnnotated);
        if (attributes.IsBroken)
        {
            _problem ??= new("one of its attributes does not compile", null, IsCompilers: true);
            return null;
        }

        if (type.SpecialType == SpecialType.System_String)
        {
            if (attributes.Range is not null)
                return Fail(path, type, RangeIsFor, declaration);
            var (rules, problem) = ValueRulesReader.ReadText(attributes);
            return problem is null ? new TextShape(rules, isNullable) : Fail(path, type, problem, declaration);
        }

        if (attributes.Range is not null && ScalarTypes.NumberOf(type) is null && ScalarTypes.FormOf(type)?.IsTime() != true)
            return Fail(path, type, RangeIsFor, declaration);
        if (ScalarTypes.FormOf(type) is null && CollectionTypes.ListOf(type) is var (item, listKind))
        {
            var (count, problem) = ValueRulesReader.ReadList(attributes);
            return problem is not null ? Fail(path, type, problem, declaration)
                : ReadShape(item, MemberAttributes.None, path + "[]", declaration) is { } itemShape ? new ListShape(type.ToQualified(), itemShape, listKind, count, isNullable)
                : null;
        }

        if (CollectionTypes.DictionaryOf(type) is var (key, value, dictionaryKind))
        {
            var (count, problem) = ValueRulesReader.ReadList(attributes);
            return problem is not null ? Fail(path, type, problem, declaration)
                : ReadKey(key, path, declaration) is { } keyShape && ReadShape(value, MemberAttributes.None, path + "[]", declaration) is { } valueShape
                    ? new DictionaryShape(type.ToQualified(), keyShape, valueShape, dictionaryKind, count, isNullable)
                : null;
        }

        if (ValueRulesReader.WhyNot(attributes) is { } notForThat)
            return Fail(path, type, notForThat, declaration);
        if (type.SpecialType == SpecialType.System_Boolean)
            return new BooleanShape(isNullable);
        if (ScalarTypes.NumberOf(type) is { } kind)
        {
            return NumberRanges.TryRead(attributes.Range, kind, out var range)
                ? new NumberShape(kind, range, isNullable)
                : Fail(path, type, "its [Range] admits no value, or is not one of numbers", declaration);
        }

        if (ScalarTypes.FormOf(type) is { } form)
        {
            return TimeRanges.TryRead(attributes.Range, form, out var range)
                ? new FormShape(form, range, type.ToQualified(), isNullable)
                : Fail(path, type, "its [Range] admits no value, or is not one of such values", declaration);
        }


        return ReadDefined(type, path, declaration) is { } definition
            ? new DefinedShape(definition.TypeName, definition.Contract, isNullable)
            : null;
    }

    /// <summary>The shape of a dictionary's keys: what is told apart by its value alone.</summary>
    private TypeShape? ReadKey(ITypeSymbol type, string path, ISymbol declaration)
    {
        var isKey = type.NullableAnnotation != NullableAnnotation.Annotated
            && (type.SpecialType == SpecialType.System_String
            || ScalarTypes.NumberOf(type)?.IsInteger() == true
            || ScalarTypes.FormOf(type) == TextForm.Guid
            || (type.TypeKind == TypeKind.Enum && !EnumMembers.IsFlags(type)));
        return isKey ? ReadShape(type, MemberAttributes.None, path + "[]", declaration) : Fail(path + "[]", type, "keys are texts, integers, enums or Guid", declaration);
    }

    private TypeDefinition? ReadDefined(ITypeSymbol type, string path, ISymbol declaration)
    {
        _cancellationToken.ThrowIfCancellationRequested();
        if (DefinableTypes.WhyNot(type, _compilation) is { } reason)
        {
            Fail(path, type, reason, declaration);
            return null;
        }

        var named = (INamedTypeSymbol)type;
        var contract = ContractNames.Of(named, _compilation, _naming);
        if (Take(named, contract, path, declaration) is not { } index)
            return null;
        if (index < _definitions.Count)
            return _definitions[index];

        // The place is taken before the members are read, so that a type can contain itself.
        var (typeName, name, description) = (named.ToQualified(), ContractNames.ShortName(named), Descriptions.Of(named, _cancellationToken));
        _definitions.Add(new ObjectDefinition(typeName, contract, name, description, default));
        TypeDefinition? definition = named switch
        {
            { TypeKind: TypeKind.Enum } => ReadEnum(named, new(typeName, contract, name, description, default, EnumMembers.IsFlags(named)), path, declaration),
            _ when UnionReader.IsUnion(named) => ReadUnion(named, contract, description, path, declaration),
            _ => ReadObject(named, contract, description, null, path),
        };
        return definition is null ? null : _definitions[index] = definition;
    }

    /// <summary>The place of a definition: that of the type where it was read before, or else the next; null where another type has the name.</summary>
    private int? Take(INamedTypeSymbol type, string contract, string path, ISymbol declaration)
    {
        if (_seen.TryGetValue(contract, out var seen) && SymbolEqualityComparer.Default.Equals(seen.Type, type))
            return seen.Index;
        if (_seen.ContainsKey(contract) || HidingType(type) is not null)
        {
            Fail(path, type, "another type has the same full name", declaration);
            return null;
        }

        _seen.Add(contract, (type, _definitions.Count));
        return _definitions.Count;
    }

    private EnumDefinition? ReadEnum(INamedTypeSymbol type, EnumDefinition definition, string path, ISymbol declaration)
    {
        var members = (definition.IsFlags ? EnumMembers.Flags(type) : EnumMembers.All(type))
            .Select(field => new EnumMember(field.Name, MemberAttributes.Read(field).JsonName ?? field.Name, Descriptions.Of(field, _cancellationToken)))
            .ToEquatableArray();
        var problem = members.Count == 0 ? "none of its members is a flag"
            : definition.IsFlags && members.Count > EnumMembers.MaxFlags ? "it has more flags than there are bits"
            : members.Any(static member => !SyntaxFacts.IsValidIdentifier(member.Name)) ? "one of its members has a name that C# cannot write"
            : members.GroupBy(static member => member.JsonName, StringComparer.Ordinal).FirstOrDefault(static group => group.Count() > 1) is { } clash ? $"two of its members are named '{clash.Key}' in JSON"
            : members.Select(static member => WhyNotName(member.JsonName)).FirstOrDefault(static reason => reason is not null);
        if (problem is not null)
        {
            Fail(path, type, problem, declaration);
            return null;
        }

        return definition with { Members = members };
    }

    private UnionDefinition? ReadUnion(INamedTypeSymbol type, string contract, string? description, string path, ISymbol declaration)
    {
        var (branches, problem) = UnionReader.Read(type, _compilation);
        if (problem is not null)
        {
            Fail(path, type, problem, declaration);
            return null;
        }

        var shapes = new List<DefinedShape>(branches.Count);
        foreach (var (branch, discriminator) in branches)
        {
            var branchPath = $"{path} as {branch.Name}";
            if (DefinableTypes.WhyNot(branch, _compilation) is { } reason)
            {
                Fail(branchPath, branch, reason, declaration);
                return null;
            }

            // A type is written with its discriminator where it stands for its base, and without where it stands for itself.
            var branchContract = $"{ContractNames.Of(branch, _compilation, _naming)}_{ContractNames.Hash(contract)}";
            if (Take(branch, branchContract, branchPath, declaration) is not { } index)
                return null;
            var typeName = branch.ToQualified();
            shapes.Add(new(typeName, branchContract, IsNullable: false));
            _definitions.Add(new ObjectDefinition(typeName, branchContract, branch.Name, null, default));
            if (ReadObject(branch, branchContract, Descriptions.Of(branch, _cancellationToken), discriminator, branchPath) is not { } definition)
                return null;
            _definitions[index] = definition;
        }

        return new(type.ToQualified(), contract, ContractNames.ShortName(type), description, shapes.ToEquatableArray(), branches.Select(static branch => branch.Discriminator).ToEquatableArray());
    }

    private ObjectDefinition? ReadObject(INamedTypeSymbol type, string contract, string? description, Discriminator? discriminator, string path)
    {
        if (type.IsAbstract)
        {
            Fail(path, type, type.TypeKind == TypeKind.Interface ? "it is an interface; list the types that it stands for with [JsonDerivedType]" : "it is abstract; list the types derived from it with [JsonDerivedType]", type);
            return null;
        }

        return ReadMembers(type, discriminator, path) is { } members
            ? new(type.ToQualified(), contract, ContractNames.ShortName(type), description, members, type.IsTupleType, discriminator, type.AllInterfaces.Any(static implemented => implemented.Is("System.ComponentModel.DataAnnotations", "IValidatableObject")))
            : null;
    }

    private EquatableArray<ObjectMember>? ReadMembers(INamedTypeSymbol type, Discriminator? discriminator, string path)
    {
        var (symbols, problem, culprit) = type.IsTupleType
            ? ([.. type.TupleElements.Select(static element => new MemberSymbol(element, element.Type, null, false))], null, null)
            : ObjectMembers.Read(type, _compilation);
        if (symbols.Count == 0 && discriminator is null)
            problem ??= "it has no members";
        if (problem is not null)
        {
            Fail(path, type, problem, culprit ?? type);
            return null;
        }

        var members = new List<(int Order, ObjectMember Member)>(symbols.Count);
        var names = new HashSet<string>(StringComparer.Ordinal);
        if (discriminator is not null)
            names.Add(discriminator.Name);
        var place = 0;
        foreach (var (symbol, memberType, parameter, inInitializer) in symbols)
        {
            var attributes = MemberAttributes.ReadMember(symbol, parameter);
            var memberPath = path + "." + symbol.Name;
            var jsonName = attributes.JsonName ?? _naming.NameOf(symbol.Name);
            int? parameterPlace = parameter is not null || type.IsTupleType ? place++ : null;
            if (symbol.Name.Length == 0)
                _problem ??= new("a member of it has no name", null, IsCompilers: true);
            else if (attributes.Problem is { } reason)
                Fail(memberPath, memberType, reason, symbol);
            else if (symbol is IPropertySymbol property && ObjectMembers.GetterOf(property) is not { DeclaredAccessibility: Accessibility.Public })
                Fail(memberPath, memberType, "it has no public getter", symbol);
            else if (!SyntaxFacts.IsValidIdentifier(symbol.Name))
                Fail(memberPath, memberType, TypeAccess.NotInCSharp, symbol);
            else if (WhyNotName(jsonName) is { } wrongName)
                Fail(memberPath, memberType, wrongName, symbol);
            else if (!names.Add(jsonName))
                Fail(memberPath, memberType, $"another member is named '{jsonName}' in JSON", symbol);
            else if (ReadShape(memberType, attributes, memberPath, symbol) is { } shape)
                members.Add((attributes.Order, new(symbol.Name, jsonName, shape, Descriptions.OfMember(symbol, parameter, _cancellationToken), parameterPlace, inInitializer)));
            if (_problem is not null)
                return null;
        }

        return members.OrderBy(static member => member.Order).Select(static member => member.Member).ToEquatableArray();
    }

    /// <summary>Why a name cannot stand in a document: engines abort at some characters.</summary>
    private static string? WhyNotName(string name) =>
        name.Length == 0 || name.Any(static c => c is '"' or '\\' || char.IsControl(c) || char.IsSurrogate(c)) ? "its name in JSON is empty, or has a character that servers do not take" : null;

    /// <summary>The assembly's own type of the same name as another assembly's: it is the one that emitted code would find.</summary>
    private INamedTypeSymbol? HidingType(INamedTypeSymbol type)
    {
        if (type.IsTupleType || SymbolEqualityComparer.Default.Equals(type.ContainingAssembly, _compilation.Assembly))
            return null;
        return _compilation.Assembly.GetTypeByMetadataName(type.ToMetadataName());
    }

    private TypeShape? Fail(string path, ITypeSymbol type, string reason, ISymbol declaration)
    {
        var typeName = type.ToReadable();
        _problem ??= new(
            path == typeName ? reason : $"'{path}' is of type '{typeName}', and {reason}",
            declaration.LocationInSource());
        return null;
    }
}
