using System.Text.Json.Serialization;

namespace PromptGen.Benchmarks;

/// <summary>A record of many members.</summary>
public sealed record Wide(
    string A1, string A2, string A3, string A4, string A5, string A6, string A7, string A8,
    int B1, int B2, int B3, int B4, int B5, int B6, int B7, int B8,
    bool C1, bool C2, bool C3, bool C4, bool C5, bool C6, bool C7, bool C8,
    double D1, double D2, double D3, double D4, double D5, double D6, double D7, double D8);

/// <summary>A record in a record, and so on; recursive.</summary>
public sealed record Nested(int Level, Nested? Inner);

/// <summary>A tree; recursive, in lists.</summary>
public sealed record Tree(string Name, IReadOnlyList<Tree> Branches);

public sealed record Numbers(IReadOnlyList<int> Values);

public sealed record Prices(IReadOnlyDictionary<string, decimal> ByProduct);

/// <summary>The same for System.Text.Json, as it is on the wire: no dictionary has a closed schema.</summary>
public sealed record PriceList(IReadOnlyList<KeyValuePair<string, decimal>> ByProduct);

public sealed record Drawing(IReadOnlyList<Figure> Figures);

[JsonPolymorphic(TypeDiscriminatorPropertyName = "kind")]
[JsonDerivedType(typeof(Circle), "circle")]
[JsonDerivedType(typeof(Box), "box")]
[JsonDerivedType(typeof(Label), "label")]
public abstract record Figure;

public sealed record Circle(double X, double Y, double Radius) : Figure;

public sealed record Box(double X, double Y, double Width, double Height) : Figure;

public sealed record Label(string Text) : Figure;

public sealed record Lines(IReadOnlyList<string> Texts);

[JsonContracts(typeof(Wide), typeof(Nested), typeof(Tree), typeof(Numbers), typeof(Prices), typeof(Drawing), typeof(Lines))]
internal static partial class ShapeContracts;

[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase,
    UseStringEnumConverter = true,
    RespectNullableAnnotations = true,
    RespectRequiredConstructorParameters = true,
    AllowDuplicateProperties = false,
    UnmappedMemberHandling = JsonUnmappedMemberHandling.Disallow)]
[JsonSerializable(typeof(Wide))]
[JsonSerializable(typeof(Nested))]
[JsonSerializable(typeof(Tree))]
[JsonSerializable(typeof(Numbers))]
[JsonSerializable(typeof(PriceList))]
[JsonSerializable(typeof(Drawing))]
[JsonSerializable(typeof(Lines))]
internal sealed partial class ShapeContext : JsonSerializerContext;
