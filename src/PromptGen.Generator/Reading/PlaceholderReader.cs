using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using PromptGen.Generator.Analyzers;
using PromptGen.Generator.Templates;

namespace PromptGen.Generator.Reading;

/// <summary>Reads the placeholders of one method's templates: which value each stands for, and how that is written.</summary>
internal sealed class PlaceholderReader(INamedTypeSymbol client, IMethodSymbol method, ResultTypes resultTypes)
{
    private const string Json = "json";

    private readonly HashSet<string> _used = new(StringComparer.Ordinal);

    /// <summary>The parameters that placeholders stand for.</summary>
    private readonly List<IParameterSymbol> _arguments = [.. method.Parameters.Where(static parameter => ParameterKinds.Of(parameter.Type) == ParameterKind.Argument)];

    /// <summary>Those of them that none stood for so far.</summary>
    public IEnumerable<IParameterSymbol> Unused => _arguments.Where(parameter => !_used.Contains(parameter.Name));

    /// <summary>The piece of the message; null, and the problem reported, where it cannot be written.</summary>
    public MessagePart? Read(Placeholder placeholder, TemplateProblems problems)
    {
        var root = placeholder.Path[0];
        if (_arguments.Find(parameter => parameter.Name == root.Text) is not { } parameter)
        {
            ReportUnknown(root, placeholder, problems);
            return null;
        }

        _used.Add(parameter.Name);
        if (ReadPath(parameter, placeholder, problems) is not { } value)
            return null;

        // What the compiler does not know it reports itself.
        if (value.Type.IsUnknown())
        {
            problems.Fail();
            return null;
        }

        return placeholder.Format == Json
            ? ReadJson(value, placeholder, problems)
            : ReadText(value, placeholder, problems);
    }

    private void ReportUnknown(PathName name, Placeholder placeholder, TemplateProblems problems)
    {
        var names = _arguments.ConvertAll(static parameter => parameter.Name);
        var nearest = NearestName.Of(name.Text, names);
        var isThere = method.Parameters.Any(parameter => parameter.Name == name.Text);
        var isPlain = placeholder.Path.Count == 1 && placeholder.Format is null;
        problems.Report(
            Rules.PlaceholderUnknown,
            isPlain ? placeholder.Range : name.Range,
            [(FixData.Suggestion, nearest), (FixData.Name, name.Text), (FixData.Parameter, isPlain && !isThere ? Missing(name.Text) : null)],
            problems.MethodName,
            name.Text,
            isThere ? $"'{name.Text}' is no placeholder: it goes along by itself" : $"the method has no such parameter; {Hint(nearest, names)}");
    }

    /// <summary>The parameter that a placeholder by itself could stand for: with a format or a member its type could be any.</summary>
    private string? Missing(string name) => method.Parameters.Any(parameter => parameter.Name == name)
        ? null
        : $"string {(SyntaxFacts.GetKeywordKind(name) == SyntaxKind.None ? "" : "@")}{name}";

    /// <summary>The value at the end of the path, as C#.</summary>
    private Value? ReadPath(IParameterSymbol parameter, Placeholder placeholder, TemplateProblems problems)
    {
        var value = new Value(Identifiers.Escape(parameter.Name), parameter.Type, MayBeMissing: false);
        foreach (var name in placeholder.Path.Skip(1))
        {
            var type = ArgumentFormats.Underlying(value.Type);
            if (type.IsUnknown())
            {
                problems.Fail();
                return null;
            }

            if (ValueMembers.Find(type, name.Text, resultTypes.Compilation) is not { } member)
            {
                // A name that several interfaces have is among them, and is what was meant no more than it is found.
                var names = ValueMembers.Names(type, resultTypes.Compilation).Where(other => other != name.Text).ToList();
                var nearest = NearestName.Of(name.Text, names);
                problems.Report(
                    Rules.MemberUnknown, name.Range, [(FixData.Suggestion, nearest), (FixData.Name, name.Text)], type.ToReadable(), name.Text, Hint(nearest, names));
                return null;
            }

            // What is null on the way is written as nothing, whatever its annotation says.
            var canBeNull = !type.IsValueType || !SymbolEqualityComparer.Default.Equals(type, value.Type);
            value = new($"{value.Expression}{(canBeNull ? "?." : ".")}{Identifiers.Escape(member.Name)}", member.Type, value.MayBeMissing || canBeNull);
        }

        return value;
    }

    private MessagePart? ReadText(Value value, Placeholder placeholder, TemplateProblems problems)
    {
        if (!ArgumentFormats.TryGet(value.Type, out var family, out var format))
        {
            if (ValueLists.ItemOf(value.Type) is { } item && ArgumentFormats.TryGet(item, out _, out var itemFormat))
                return ReadList(value, item, itemFormat, placeholder, problems);
            ReportNoText(value, placeholder, problems);
            return null;
        }

        problems.CheckTrust(value.Type, placeholder);
        if (placeholder.Format is { } given)
        {
            if (ValueFormat.WhyNot(family, given) is { } reason)
            {
                problems.Report(Rules.FormatNotTaken, placeholder.FormatRange, [], value.Type.ToReadable(), given, reason);
                return null;
            }

            format = TextNormalizer.Normalize(given);
        }

        return new(PartKind.Value, value.Expression, format);
    }

    private static MessagePart? ReadList(Value value, ITypeSymbol item, string? itemFormat, Placeholder placeholder, TemplateProblems problems)
    {
        problems.CheckTrust(item, placeholder);
        if (placeholder.Format is not { } format)
        {
            problems.Report(
                Rules.PlaceholderHasNoText, placeholder.Range, [(FixData.Suggestion, placeholder.Name + ":, "), (FixData.Name, placeholder.Name)],
                placeholder.Name, value.Type.ToReadable(), $"say what stands between its items: '{{{placeholder.Name}:, }}', or '{{{placeholder.Name}:json}}'");
            return null;
        }

        if (Separator.Read(format) is not { } separator)
        {
            problems.Report(Rules.FormatNotTaken, placeholder.FormatRange, [], value.Type.ToReadable(), format, "in what stands between items a backslash is written '\\\\', a line end '\\n' and a tab '\\t'");
            return null;
        }

        // Behind ?. a list that is a struct is a nullable one, of which the compiler does not infer the items.
        var itemType = value is { MayBeMissing: true, Type.IsValueType: true } ? item.ToQualified() : null;
        return new(PartKind.List, value.Expression, itemFormat, separator, ItemType: itemType);
    }

    private MessagePart? ReadJson(Value value, Placeholder placeholder, TemplateProblems problems)
    {
        problems.CheckTrust(value.Type, placeholder);
        var (shape, problem) = resultTypes.AddArgument(value.Type, ResultOptions.Of(client, method));
        if (shape is not null)
            return new(PartKind.Json, value.Expression, Shape: value.MayBeMissing ? shape with { IsNullable = true } : shape);
        if (problem!.IsCompilers)
            problems.Fail();
        else
            problems.Report(Rules.FormatNotTaken, placeholder.FormatRange, [], value.Type.ToReadable(), Json, "no JSON schema describes it: " + problem.Reason);
        return null;
    }

    private void ReportNoText(Value value, Placeholder placeholder, TemplateProblems problems)
    {
        var type = ArgumentFormats.Underlying(value.Type);
        var member = ValueMembers.Names(type, resultTypes.Compilation)
            .FirstOrDefault(name => ValueMembers.Find(type, name, resultTypes.Compilation) is { } found && ArgumentFormats.TryGet(found.Type, out _, out _));
        var path = $"{placeholder.Name}.{member}";

        // A format was meant for the value, and the length of a list is hardly what was meant by the list.
        var isMeant = member is not null && placeholder.Format is null && ValueLists.ItemOf(type) is null;
        problems.Report(
            Rules.PlaceholderHasNoText,
            placeholder.Range,
            [(FixData.Member, isMeant ? path : null), (FixData.Name, placeholder.Name)],
            placeholder.Name,
            value.Type.ToReadable(),
            member is null
                ? $"write it as JSON with '{{{placeholder.Name}:json}}', or use a string, a bool, a char, an enum, or a type that implements IFormattable"
                : $"write one of its members, such as '{{{path}}}', or all of it as JSON with '{{{placeholder.Name}:json}}'");
    }

    private static string Hint(string? nearest, List<string> names) =>
        nearest is not null ? $"did you mean '{nearest}'?" : names.Count == 0 ? "it has none" : $"it has {string.Join(", ", names.Take(10))}{(names.Count > 10 ? ", …" : "")}";

    /// <summary>A value as C# reaches it.</summary>
    /// <param name="Expression">The C#.</param>
    /// <param name="Type">Its type.</param>
    /// <param name="MayBeMissing">Whether something on the way to it may be null.</param>
    private readonly record struct Value(string Expression, ITypeSymbol Type, bool MayBeMissing);
}
