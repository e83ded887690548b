using System.Globalization;
using PromptGen.Generator.Pipeline;
using PromptGen.Generator.Reading;

namespace PromptGen.Generator.Emitting;

/// <summary>Writes the client of a prompt interface: the rest of the interface, its requests, and what implements it.</summary>
internal static class ClientEmitter
{
    private const string Transport = Emitted.Runtime + ".IChatTransport";
    private const string Options = Emitted.Runtime + ".PromptClientOptions";

    public static string Emit(PromptInterface prompts)
    {
        var writer = Emitted.NewFile().Line();
        using (writer.Part(prompts.Type, $" : {Emitted.Runtime}.IPromptClient<{prompts.TypeName}>"))
        {
            EmitCreate(writer, prompts);
            EmitRequests(writer, prompts);
            EmitClient(writer, prompts);
        }

        return writer.ToString();
    }

    private static void EmitCreate(CodeWriter writer, PromptInterface prompts)
    {
        writer.Line("/// <summary>Makes a client that sends the prompts of this interface.</summary>")
            .Line("/// <param name=\"transport\">What carries the requests.</param>")
            .Line("/// <param name=\"options\">How prompts are sent; null for as they are declared.</param>")
            .Line(Emitted.GeneratedCode)
            .Line($"public static new {prompts.TypeName} Create({Transport} transport, {Options}? options = null) => new {KnownNames.Client}(transport, options);")
            .Line()
            .Line($"static {prompts.TypeName} {Emitted.Runtime}.IPromptClient<{prompts.TypeName}>.Create({Transport} transport, {Options}? options) => Create(transport, options);")
            .Line();
    }

    private static void EmitRequests(CodeWriter writer, PromptInterface prompts)
    {
        writer.Line("/// <summary>The requests of this interface's prompts, without the sending.</summary>").Line(Emitted.GeneratedCode);
        using (writer.Block($"public static class {KnownNames.Requests}"))
        {
            var prefix = DefinitionPrefix(prompts);
            var calls = prompts.Methods.Where(static method => method.Call is not null)
                .Select((method, i) => (method, method.Call!, prefix + i.ToString(CultureInfo.InvariantCulture)))
                .ToList();
            foreach (var (_, call, definition) in calls)
                EmitDefinition(writer, prompts, call, definition);
            foreach (var (method, call, definition) in calls)
                EmitRequest(writer.Line(), method, call, definition);
        }

        writer.Line();
    }

    /// <summary>What the definitions' names begin with, and none of the prompts' or their parameters'.</summary>
    private static string DefinitionPrefix(PromptInterface prompts)
    {
        var prefix = "__definition";
        while (prompts.Methods.Any(method => IsTaken(method.Name) || method.Parameters.Any(parameter => IsTaken(parameter.Name))))
            prefix = "_" + prefix;
        return prefix;

        bool IsTaken(string name) => name.StartsWith(prefix, StringComparison.Ordinal);
    }

    private static void EmitDefinition(CodeWriter writer, PromptInterface prompts, PromptCall call, string definition)
    {
        var contract = call.Contract switch
        {
            null => "null",
            { WireName: { } wireName } exported => $"{Emitted.CompilerServices}.SerializerContract.Of<{call.ResultType}>({Emitted.Literal(wireName)}, {exported.Class}.Default)",
            var emitted => emitted.Class + ".Instance",
        };
        writer.Line($"private static readonly {Emitted.CompilerServices}.PromptDefinition<{call.ResultType}> {definition} = new({Emitted.Literal(call.PromptName)}, {contract}, {Settings(call.Settings)}, {Rules(prompts, call)}){Handling(call)};");
    }

    /// <summary>What is said of how a reply is handled, as an initializer; empty where nothing is.</summary>
    private static string Handling(PromptCall call)
    {
        string?[] members =
        [
            call.MaxRepairs is { } repairs ? $"MaxRepairs = {repairs.ToString(CultureInfo.InvariantCulture)}" : null,
            call.Validator is null ? null : $"Validators = new {Emitted.Runtime}.IPromptValidator[] {{ new {call.Validator}() }}",
        ];
        var initializer = string.Join(", ", members.OfType<string>());
        return initializer.Length == 0 ? "" : $" {{ {initializer} }}";
    }

    private static void EmitRequest(CodeWriter writer, PromptMethod method, PromptCall call, string definition)
    {
        var parameters = method.Parameters.Where(static parameter => !parameter.IsToken).ToList();
        var writerName = FreeName("writer", parameters);
        var isStatic = parameters.TrueForAll(static parameter => parameter.Kind == ParameterKind.Parameters)
            && !call.Messages.Any(static message => message.Parts.Any(static part => part.Kind is not (PartKind.Text or PartKind.Examples)));
        PreviewEmitter.Emit(writer, method, call);
        writer.Line($"{(call.IsPublic ? "public" : "internal")} static {Emitted.Runtime}.Prompt<{call.ResultType}> {call.RequestName}({Declare(parameters, FirstDefault(parameters))}) =>");
        using (writer.Indent())
        {
            var overrides = parameters.FirstOrDefault(static parameter => parameter.Kind == ParameterKind.Parameters);
            using (writer.Block($"new({definition}, {(isStatic ? "static " : "")}{writerName} =>", overrides is null ? "});" : $"}}, {Identifiers.Escape(overrides.Name)});"))
                EmitMessages(writer, writerName, call, definition, parameters);
        }
    }

    private static void EmitMessages(CodeWriter writer, string writerName, PromptCall call, string definition, List<MethodParameter> parameters)
    {
        for (var i = 0; i < call.Messages.Count; i++)
        {
            // The last message is the prompt itself: what was said before goes before it, what is attached goes with it.
            var isPrompt = i == call.Messages.Count - 1;
            if (isPrompt)
                EmitEach("History", ParameterKind.History);
            if (call.Messages[i].Parts is [{ Kind: PartKind.Examples } examples])
            {
                writer.Line($"{writerName}.Examples({examples.Text}, {definition}.Contract);");
                continue;
            }

            writer.Line($"{writerName}.BeginMessage({Emitted.Runtime}.PromptRole.{call.Messages[i].Role});");
            foreach (var part in call.Messages[i].Parts)
                writer.Line($"{writerName}.{Append(part)};");
            if (isPrompt)
                EmitEach("Attach", ParameterKind.Attachment);
        }

        void EmitEach(string method, ParameterKind kind)
        {
            foreach (var parameter in parameters.Where(parameter => parameter.Kind == kind))
                writer.Line($"{writerName}.{method}({Identifiers.Escape(parameter.Name)});");
        }
    }

    private static void EmitClient(CodeWriter writer, PromptInterface prompts)
    {
        writer.Line(Emitted.GeneratedCode);
        using (writer.Block($"private sealed class {KnownNames.Client} : {prompts.TypeName}"))
        {
            writer.Line($"private readonly {Transport} _transport;").Line($"private readonly {Options}? _options;").Line();
            using (writer.Block($"public {KnownNames.Client}({Transport} transport, {Options}? options)"))
            {
                writer.Line("global::System.ArgumentNullException.ThrowIfNull(transport);")
                    .Line("this._transport = transport;")
                    .Line("this._options = options;");
            }

            foreach (var method in prompts.Methods)
                EmitMethod(writer.Line(), prompts, method);
        }
    }

    private static void EmitMethod(CodeWriter writer, PromptInterface prompts, PromptMethod method)
    {
        var header = $"{method.ReturnType} {method.DeclaringType}.{method.Name}{method.TypeParameters}({Declare(method.Parameters)}){method.Constraints}";
        if (method.Call is not { } call)
        {
            using (writer.Block(header))
                writer.Line($"throw new global::System.NotSupportedException({Emitted.Literal(method.Error ?? "")});");
            return;
        }

        var request = $"{prompts.TypeName}.{KnownNames.Requests}.{call.RequestName}({string.Join(", ", method.Parameters.Where(static p => !p.IsToken).Select(static p => Identifiers.Escape(p.Name)))})";
        var token = method.Parameters.FirstOrDefault(static parameter => parameter.IsToken) is { } parameter ? Identifiers.Escape(parameter.Name) : "default";
        var arguments = $"this._transport, this._options, {token}";
        var send = call.Returns switch
        {
            { IsStream: true } => $"{Emitted.Runtime}.PromptStreaming.{(call.Contract is null ? "StreamAsync" : "StreamItemsAsync")}({request}, {arguments})",
            { IsResult: true } => $"{request}.SendForResultAsync({arguments})",
            _ => $"{request}.SendAsync({arguments})",
        };
        writer.Line($"{header} =>");
        using (writer.Indent())
            writer.Line(call.Returns.IsValueTask ? $"new({send});" : $"{send};");
    }

    private static string Declare(IEnumerable<MethodParameter> parameters, int firstDefault = int.MaxValue) => string.Join(", ", parameters.Select((parameter, i) =>
        $"{parameter.Modifier}{parameter.Type} {Identifiers.Escape(parameter.Name)}{(i >= firstDefault && parameter.Default is { } value ? " = " + value : "")}"));

    /// <summary>Where the defaults begin: attributes can put one before a parameter that has none, C# cannot.</summary>
    private static int FirstDefault(List<MethodParameter> parameters) =>
        parameters.FindLastIndex(static parameter => parameter.Default is null && parameter.Modifier.Length == 0) + 1;

    /// <summary>The call that appends a piece of a message.</summary>
    private static string Append(MessagePart part) => part.Kind switch
    {
        PartKind.Text => $"Append({Emitted.Literal(part.Text)}u8)",
        PartKind.Json => $"AppendJson({part.Text}, {WriterEmitter.Delegate(part.Shape!)})",
        PartKind.List => $"AppendJoined{(part.ItemType is null ? "" : $"<{part.ItemType}>")}({part.Text}, {Emitted.Literal(part.Separator!)}u8, static (writer, item) => writer.Append(item{Format(part)}))",
        _ => $"Append({part.Text}{Format(part)})",
    };

    private static string Format(MessagePart part) => part.Format is null ? "" : ", " + Emitted.Literal(part.Format);

    private static string Settings(EquatableArray<PromptSetting> settings) => settings.Count == 0
        ? Emitted.Runtime + ".ChatParameters.None"
        : $"new() {{ {string.Join(", ", settings.Select(static setting => $"{setting.Name} = {setting.Value}"))} }}";

    private static string Rules(PromptInterface prompts, PromptCall call) =>
        $"{prompts.KnownModels}.{(call is { IsModelKnown: true, Request.Model: { } model } ? ModelNames.FieldOf(model) : ModelNames.Any)}";

    /// <summary>A name that none of the parameters has.</summary>
    private static string FreeName(string name, List<MethodParameter> parameters)
    {
        while (parameters.Any(parameter => parameter.Name == name))
            name = "_" + name;
        return name;
    }
}
