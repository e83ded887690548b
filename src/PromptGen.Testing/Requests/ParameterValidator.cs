using System.Text.Json;
using PromptGen.Models;

namespace PromptGen.Testing;

/// <summary>Holds the parameters of a request to the facts of its model.</summary>
internal static class ParameterValidator
{
    public static void Check(JsonElement body, ModelFacts facts)
    {
        foreach (var name in ModelVocabulary.Parameters)
        {
            if (!body.TryGetProperty(name, out var value))
                continue;
            if (facts.Bounds(name) is not { } bounds)
                throw RejectedRequestException.UnsupportedParameter(name);
            if (value.ValueKind == JsonValueKind.Null && IsNullable(name))
                continue;
            var pointer = JsonBody.Child("", name);
            switch (ModelVocabulary.KindOf(name))
            {
                case ParameterKind.Number:
                    CheckNumber(value, bounds, pointer);
                    break;
                case ParameterKind.Integer:
                    CheckInteger(value, bounds, pointer);
                    break;
                case ParameterKind.Texts:
                    CheckTexts(value, bounds, pointer);
                    break;
                case ParameterKind.Word:
                    CheckWord(value, facts.Efforts, name);
                    break;
            }
        }
    }

    private static bool IsNullable(string name) => name is "frequency_penalty" or "presence_penalty" or "repetition_penalty" or "stop";

    private static void CheckNumber(JsonElement value, ParameterBounds bounds, string pointer)
    {
        if (value.ValueKind != JsonValueKind.Number || !bounds.Contains(value.GetDouble()))
            throw RejectedRequestException.At(pointer, $"a number {bounds.Describe()}".TrimEnd(), value);
    }

    private static void CheckInteger(JsonElement value, ParameterBounds bounds, string pointer)
    {
        if (value.ValueKind != JsonValueKind.Number || !value.TryGetInt64(out var integer) || !bounds.Contains(integer))
            throw RejectedRequestException.At(pointer, $"an integer {bounds.Describe()}".TrimEnd(), value);
    }

    private static void CheckTexts(JsonElement value, ParameterBounds bounds, string pointer)
    {
        var expected = bounds.Maximum is { } most ? $"a text or a list of 1 to {most} texts, none of them empty" : "a text or a list of one or more texts, none of them empty";
        var isValid = value.ValueKind == JsonValueKind.Array
            ? value.GetArrayLength() > 0 && bounds.Contains((long)value.GetArrayLength()) && value.EnumerateArray().All(IsText)
            : IsText(value);
        if (!isValid)
            throw RejectedRequestException.At(pointer, expected, value);

        static bool IsText(JsonElement text) => text.ValueKind == JsonValueKind.String && text.GetString()!.Length > 0;
    }

    private static void CheckWord(JsonElement value, WordSet words, string name)
    {
        if (value.ValueKind != JsonValueKind.String || !ModelVocabulary.Efforts.Contains(value.GetString()))
            throw RejectedRequestException.At(JsonBody.Child("", name), "one of " + string.Join(", ", words), value);
        if (!words.Contains(value.GetString()!))
            throw RejectedRequestException.UnsupportedValue(name, value.GetString()!);
    }
}
