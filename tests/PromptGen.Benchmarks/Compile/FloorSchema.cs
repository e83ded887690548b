using System.Text;
using Microsoft.CodeAnalysis;

namespace PromptGen.Benchmarks.Compile;

/// <summary>Writes the schema of a type by going through its properties.</summary>
internal static class FloorSchema
{
    public static string Write(ITypeSymbol type)
    {
        var text = new StringBuilder();
        Write(type, [], text);
        return text.ToString();
    }

    private static void Write(ITypeSymbol type, List<ITypeSymbol> around, StringBuilder text)
    {
        switch (type)
        {
            case { SpecialType: SpecialType.System_String }:
                text.Append("{\"type\":\"string\"}");
                break;
            case { SpecialType: SpecialType.System_Boolean }:
                text.Append("{\"type\":\"boolean\"}");
                break;
            case { SpecialType: >= SpecialType.System_SByte and <= SpecialType.System_UInt64 }:
                text.Append("{\"type\":\"integer\"}");
                break;
            case { SpecialType: >= SpecialType.System_Decimal and <= SpecialType.System_Double }:
                text.Append("{\"type\":\"number\"}");
                break;
            case { TypeKind: TypeKind.Enum }:
                text.Append("{\"type\":\"string\",\"enum\":[").AppendJoin(',', type.GetMembers().OfType<IFieldSymbol>().Select(static member => $"\"{member.Name}\"")).Append("]}");
                break;
            case INamedTypeSymbol { Name: "Nullable" or "List" or "IReadOnlyList" or "IEnumerable", TypeArguments: [var item] }:
                text.Append("{\"type\":\"array\",\"items\":");
                Write(item, around, text);
                text.Append('}');
                break;
            default:
                WriteObject(type, around, text);
                break;
        }
    }

    private static void WriteObject(ITypeSymbol type, List<ITypeSymbol> around, StringBuilder text)
    {
        if (around.Contains(type, SymbolEqualityComparer.Default))
        {
            text.Append("{\"$ref\":\"#/$defs/").Append(type.Name).Append("\"}");
            return;
        }

        around.Add(type);
        text.Append("{\"type\":\"object\",\"title\":\"").Append(type.Name).Append("\",\"additionalProperties\":false,\"properties\":{");
        var names = new List<string>();
        foreach (var member in type.GetMembers())
        {
            if (member is not IPropertySymbol { DeclaredAccessibility: Accessibility.Public, IsStatic: false, IsIndexer: false } property)
                continue;
            text.Append(names.Count > 0 ? "," : "").Append('"').Append(property.Name).Append("\":");
            Write(property.Type, around, text);
            names.Add($"\"{property.Name}\"");
        }

        text.Append("},\"required\":[").AppendJoin(',', names).Append("]}");
        around.RemoveAt(around.Count - 1);
    }
}
