using Microsoft.CodeAnalysis;

namespace PromptGen.Generator.Reading;

/// <summary>What attributes say of a type, or of a member, that a schema has to follow.</summary>
internal sealed class MemberAttributes
{
    /// <summary>Of nothing.</summary>
    public static readonly MemberAttributes None = new();

    private const string Annotations = "System.ComponentModel.DataAnnotations";

    private readonly Dictionary<string, AttributeData> _found = new(StringComparer.Ordinal);

    private MemberAttributes()
    {
    }

    /// <summary>Why PromptGen cannot follow one of them; null where it can follow all.</summary>
    public string? Problem { get; private set; }

    /// <summary>Whether one that it follows does not compile: the compiler says so.</summary>
    public bool IsBroken => _found.Values.Any(static attribute => attribute.IsBroken());

    public AttributeData? Range => Find("RangeAttribute");

    /// <summary>The name in documents, where <c>[JsonPropertyName]</c> gives one.</summary>
    public string? JsonName => (Find("JsonPropertyNameAttribute") ?? Find("JsonStringEnumMemberNameAttribute"))?.ConstructorArguments is [{ Value: string name }] ? name : null;

    public int Order => Find("JsonPropertyOrderAttribute")?.ConstructorArguments is [{ Value: int order }] ? order : 0;

    public bool IsIgnored => Find("JsonIgnoreAttribute") is not null;

    public bool IsIncluded => Find("JsonIncludeAttribute") is not null;

    /// <summary>What is validated: the short names of the attributes that are there, all but <c>[Range]</c>.</summary>
    public IEnumerable<string> Validations => _found.Values
        .Where(static attribute => attribute.AttributeClass!.Is(Annotations, attribute.AttributeClass!.Name))
        .Select(static attribute => ShortName(attribute.AttributeClass!))
        .Where(static name => name != "Range");

    public AttributeData? Find(string name) => _found.TryGetValue(name, out var attribute) ? attribute : null;

    /// <summary>What is said of a type, or of an enum's member.</summary>
    public static MemberAttributes Read(ISymbol symbol)
    {
        var attributes = new MemberAttributes();
        attributes.Add(symbol, isOverridden: false);
        return attributes;
    }

    /// <summary>What is said of a member: by its property, and what that overrides, and by its parameter in the constructor.</summary>
    public static MemberAttributes ReadMember(ISymbol member, IParameterSymbol? parameter)
    {
        var attributes = Read(member);
        if (parameter is not null)
            attributes.Add(parameter, isOverridden: false);

        // These attributes are inherited; the nearest holds.
        for (var property = member as IPropertySymbol; property is not null; property = property.OverriddenProperty)
        {
            if (!SymbolEqualityComparer.Default.Equals(property, member))
                attributes.Add(property, isOverridden: true);
            attributes.Problem ??= new[] { property.GetMethod, property.SetMethod }.Any(static accessor => accessor?.IsForbidden() == true) ? Forbidden : null;
        }

        return attributes;
    }

    private const string Forbidden = "its [Obsolete] makes its use an error";

    private void Add(ISymbol symbol, bool isOverridden)
    {
        if (symbol.IsForbidden())
            Problem ??= Forbidden;
        foreach (var attribute in symbol.GetAttributes())
        {
            if (attribute.AttributeClass is not { } type || WhyNot(attribute, type) is not { } reason)
                continue;
            if (reason.Length > 0)
                Problem ??= reason;
            else if (!_found.ContainsKey(type.Name))
                _found.Add(type.Name, attribute);
            else if (!isOverridden && !type.Is(KnownNames.SerializationNamespace, "JsonDerivedTypeAttribute"))
                Problem ??= $"it has two [{ShortName(type)}], one of its property and one of its parameter";
        }
    }

    /// <summary>Why an attribute cannot be followed; empty where it can, null where there is nothing to follow.</summary>
    private static string? WhyNot(AttributeData attribute, INamedTypeSymbol type)
    {
        if (type.Is(KnownNames.SerializationNamespace, type.Name))
        {
            return type.Name switch
            {
                "JsonPropertyNameAttribute" or "JsonStringEnumMemberNameAttribute" or "JsonPropertyOrderAttribute" or "JsonIncludeAttribute" or "JsonDerivedTypeAttribute" => "",
                "JsonRequiredAttribute" or "JsonConstructorAttribute" => null,
                "JsonIgnoreAttribute" => ConditionOf(attribute) switch
                {
                    Always => "",
                    Never => null,
                    _ => "its [JsonIgnore] leaves it out now and then, and a schema has every member",
                },
                "JsonConverterAttribute" when attribute.ConstructorArguments is [{ Value: INamedTypeSymbol converter }] && converter.Is(KnownNames.SerializationNamespace, "JsonStringEnumConverter") => null,
                "JsonNumberHandlingAttribute" when attribute.ConstructorArguments is [{ Value: 0 }] => null,
                "JsonUnmappedMemberHandlingAttribute" when attribute.ConstructorArguments is [{ Value: 1 }] => null,
                "JsonObjectCreationHandlingAttribute" when attribute.ConstructorArguments is [{ Value: 0 }] => null,
                "JsonPolymorphicAttribute" => attribute.NamedArguments.Any(static argument => argument.Key != "TypeDiscriminatorPropertyName" && argument.Value.Value is not (0 or false))
                    ? "its [JsonPolymorphic] takes what is not listed"
                    : "",
                _ => $"[{ShortName(type)}] is not supported",
            };
        }

        if (!IsValidation(type))
            return null;
        if (!type.Is(Annotations, type.Name))
            return $"[{ShortName(type)}] is not supported";
        return type.Name switch
        {
            // It says no more than a schema says of every member.
            "RequiredAttribute" => null,
            "RangeAttribute" or "StringLengthAttribute" or "MinLengthAttribute" or "MaxLengthAttribute" or "LengthAttribute" or "RegularExpressionAttribute"
                or "AllowedValuesAttribute" or "DeniedValuesAttribute" or "EmailAddressAttribute" or "UrlAttribute" or "Base64StringAttribute" => "",
            _ => $"[{ShortName(type)}] is not supported",
        };
    }

    /// <summary><c>JsonIgnoreCondition.Never</c>.</summary>
    private const int Never = 0;

    /// <summary><c>JsonIgnoreCondition.Always</c>.</summary>
    private const int Always = 1;

    private static int ConditionOf(AttributeData attribute) =>
        attribute.NamedArguments.FirstOrDefault(static argument => argument.Key == "Condition").Value.Value is int condition ? condition : Always;

    private static string ShortName(INamedTypeSymbol type) =>
        type.Name.EndsWith("Attribute", StringComparison.Ordinal) ? type.Name.Substring(0, type.Name.Length - "Attribute".Length) : type.Name;

    private static bool IsValidation(INamedTypeSymbol type)
    {
        for (var current = type; current is not null; current = current.BaseType)
        {
            if (current.Is(Annotations, "ValidationAttribute"))
                return true;
        }

        return false;
    }
}
