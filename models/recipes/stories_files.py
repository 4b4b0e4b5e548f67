"""The small files of `models/stories`, as transformers and optimum write them."""

import json
from pathlib import Path

from tokenizers import Tokenizer
from transformers import GenerationConfig, LlamaForCausalLM, PreTrainedTokenizerFast

from stories_text import ASSISTANT, BOS, CONTEXT, END, EOS, PAD, SPECIAL, USER

# A system message is left out: the model never saw one.
CHAT_TEMPLATE = (
    "{{ bos_token }}{% for message in messages %}"
    "{% if message['role'] == 'user' or message['role'] == 'assistant' %}"
    "{{ '<|' + message['role'] + '|>' + message['content'] + '<|end|>' }}"
    "{% endif %}{% endfor %}{% if add_generation_prompt %}{{ '<|assistant|>' }}{% endif %}")


def write_tokenizer(tokenizer: Tokenizer, folder: Path) -> PreTrainedTokenizerFast:
    fast = PreTrainedTokenizerFast(
        tokenizer_object=tokenizer, bos_token=BOS, eos_token=EOS, pad_token=PAD,
        additional_special_tokens=[USER, ASSISTANT, END], clean_up_tokenization_spaces=False,
        model_max_length=CONTEXT, padding_side="left",
        model_input_names=["input_ids", "attention_mask"], add_bos_token=True, add_eos_token=False)
    fast.chat_template = CHAT_TEMPLATE
    # Transformers.js reads the template from tokenizer_config.json.
    fast.save_pretrained(str(folder), save_jinja_files=False)
    return fast


def write_config(model: LlamaForCausalLM, folder: Path) -> None:
    model.config.architectures = ["LlamaForCausalLM"]
    config = json.loads(model.config.to_json_string(use_diff=True))
    # Without it, Transformers.js asks for 8-bit weights on the CPU, which this model has not.
    config["transformers.js_config"] = {"dtype": "fp32"}
    (folder / "config.json").write_text(json.dumps(config, indent=2, sort_keys=True) + "\n")
    generation = GenerationConfig(
        bos_token_id=SPECIAL.index(BOS), pad_token_id=SPECIAL.index(PAD),
        eos_token_id=[SPECIAL.index(EOS), SPECIAL.index(END)],
        do_sample=True, temperature=0.8, top_k=20, max_length=CONTEXT)
    generation.save_pretrained(str(folder))
