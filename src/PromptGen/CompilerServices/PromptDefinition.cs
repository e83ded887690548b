using System.ComponentModel;
using System.Security.Cryptography;

namespace PromptGen.CompilerServices;

/// <summary>What of a prompt is the same for every call. Emitted code makes it; not meant to be made by hand.</summary>
/// <typeparam name="T">The type of the prompt's value.</typeparam>
/// <param name="name">The prompt's name: interface and method.</param>
/// <param name="contract">What an answer must be; null for plain text, where <typeparamref name="T"/> is <see cref="string"/>.</param>
/// <param name="parameters">The parameters that the prompt is declared with.</param>
/// <param name="rules">What is known of the model that it is declared with; null for nothing.</param>
[EditorBrowsable(EditorBrowsableState.Never)]
public sealed class PromptDefinition<T>(string name, JsonContract<T>? contract, ChatParameters parameters, ModelRules? rules = null)
{
    /// <summary>In bytes: enough to tell the versions of a prompt apart, and no more.</summary>
    private const int HashLength = 8;

    private string? _hash;

    /// <summary>The prompt's name.</summary>
    public string Name { get; } = name;

    /// <summary>What an answer must be; null for plain text.</summary>
    public JsonContract<T>? Contract { get; } = contract;

    /// <summary>The parameters that the prompt is declared with.</summary>
    public ChatParameters Parameters { get; } = parameters;

    /// <summary>What is known of the model that the prompt is declared with.</summary>
    public ModelRules? Rules { get; } = rules;

    /// <summary>How often an invalid answer is sent back; null where the declaration does not say.</summary>
    public int? MaxRepairs { get; init; }

    /// <summary>Checks of the user's own that the prompt is declared with.</summary>
    public IReadOnlyList<IPromptValidator> Validators { get; init; } = [];

    /// <summary>The declared parameters as they are sent: most calls add nothing to them.</summary>
    private ChatParameters Sent { get; } = rules?.For(parameters)?.Apply(parameters) ?? parameters;

    /// <summary>What tells this version of the prompt from another: of its template and its schema. Made once, when somebody asks.</summary>
    /// <param name="render">Writes the messages of any call.</param>
    internal string HashWith(Action<PromptWriter> render) => _hash ??= MakeHash(render);

    /// <summary>The validators of the declaration and those of a client.</summary>
    internal IReadOnlyList<IPromptValidator> ValidatorsWith(PromptClientOptions? options) =>
        options is null or { Validators.Count: 0 } ? Validators : Validators.Count == 0 ? options.Validators : [.. Validators, .. options.Validators];

    /// <summary>Parameters that lie over the declared ones as they are sent, held to what is known of the model that they name.</summary>
    /// <exception cref="ArgumentOutOfRangeException">One is out of its bounds, or one that the model does not have.</exception>
    internal ChatParameters ToSent(ChatParameters all)
    {
        if (ReferenceEquals(all, Parameters))
            return Sent;
        if (Rules?.For(all) is not { } held)
            return all;

        // What is declared was judged by the rules that the declaration falls under. Under others it is as new as the rest.
        held.Check(all, ReferenceEquals(held, Rules.For(Parameters)) ? Parameters : ChatParameters.None);
        return held.Apply(all);
    }

    /// <summary>The form that an answer is asked for in where nobody set one: the strongest that the model is known to have.</summary>
    internal ResponseFormat StrongestFormat(ChatParameters sent) => Rules?.For(sent)?.StrongestFormat ?? ResponseFormat.JsonSchema;

    private string MakeHash(Action<PromptWriter> render)
    {
        using var text = new PooledBuffer();
        PromptWriter.WriteTemplate(render, text);
        if (Contract is not null)
        {
            var schema = Contract.Schema;
            schema.CopyTo(text.GetSpan(schema.Length));
            text.Advance(schema.Length);
        }

        return Convert.ToHexString(SHA256.HashData(text.WrittenSpan).AsSpan(..HashLength));
    }
}
